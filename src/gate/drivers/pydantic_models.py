"""Asks the pydantic models that a package exports: pydantic_models.py < QUESTION > ANSWER.

  {"ask": "schemas", "roots": {"Event": ["ag_ui.core:Event"]}} -> {"Event": JSON Schema}
  {"ask": "verdicts", "roots": ..., "values": {"Event": [...]}} -> {"Event": [[accepted, sent]]}

`sent`: written as the package's encoder writes it (by alias, without None), it is the value again, so it can be sent like
that. The first export that is there counts. Both pydantic 1 and 2 answer.
"""

import importlib
import json
import sys
import warnings

warnings.simplefilter("ignore")
question = json.load(sys.stdin)

try:
    from pydantic import TypeAdapter

    def adapter(model):
        return TypeAdapter(model)

    def schema_of(adapted):
        return adapted.json_schema(by_alias=True, mode="validation")

    def parse(adapted, value):
        return adapted.validate_json(json.dumps(value))

    def write(adapted, parsed):
        return json.loads(adapted.dump_json(parsed, by_alias=True, exclude_none=True))

except ImportError:  # pydantic 1
    from pydantic import create_model

    def adapter(model):
        return create_model("Root", __root__=(model, ...))

    def schema_of(adapted):
        return adapted.schema(by_alias=True)

    def parse(adapted, value):
        return adapted.parse_obj(value)

    def write(adapted, parsed):
        return json.loads(parsed.json(by_alias=True, exclude_none=True))


def exported(names):
    for name in names:
        module, _, member = name.partition(":")
        try:
            return getattr(importlib.import_module(module), member)
        except (ImportError, AttributeError):
            continue
    return None


def verdict(adapted, value):
    try:
        parsed = parse(adapted, value)
    except (ValueError, TypeError):
        return [False, False]
    try:
        return [True, write(adapted, parsed) == value]
    except ValueError:
        return [True, False]


answer = {}
for root, names in question["roots"].items():
    model = exported(names)
    if model is None:
        continue
    adapted = adapter(model)
    if question["ask"] == "schemas":
        answer[root] = schema_of(adapted)
    else:
        answer[root] = [verdict(adapted, value) for value in question["values"].get(root, [])]
json.dump(answer, sys.stdout)
