import { test } from "@playwright/test";
import fc from "fast-check";
import {
  boundaryOf,
  type Contract,
  createMultipartSplitter,
  createOrderMachine,
  createSseSplitter,
  decodeJsonText,
  decodeMultipart,
  decodeSse,
  encodeClosing,
  encodePart,
  encodeSse,
  loadContract,
  type OrderRule,
  project,
  readRecording,
  validatorsOf,
} from "../../contracts/index.ts";
import { sequences } from "../support/differential/corpus.ts";
import { documentOf } from "../support/differential/documents.ts";

// The same values in every run; FC_SEED=N tries others.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 1) });

/** Any text, lone surrogates and control characters included. */
const anyText = fc.string({ unit: "binary", maxLength: 200 });
const anyJson = fc.jsonValue({ maxDepth: 5, noUnicodeString: false });
/** Where a text is cut into chunks. */
const cuts = fc.array(fc.nat(1000), { maxLength: 20 });

function chunks(text: string, at: readonly number[]): string[] {
  const places = [...new Set(at.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, index) => text.slice(from, places[index] ?? text.length));
}

/** Text in which delimiters of the boundary `b` come about. */
const inParts = fc
  .array(fc.oneof(anyText, fc.constantFrom("\r\n--b", "--b", "--", "\r\n", "\r", "\n", "b", "{}")))
  .map((pieces) => pieces.join(""));

function splitParts(pieces: readonly string[]): string[] {
  const splitter = createMultipartSplitter("b");
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
}

test("a body in parts splits into the same blocks wherever it is cut, and nothing of it is lost", () => {
  fc.assert(
    fc.property(inParts, cuts, (text, at) => {
      const blocks = splitParts([text]);
      const same = JSON.stringify(splitParts(chunks(text, at))) === JSON.stringify(blocks);
      return same && blocks.join("") === text && splitParts([...text]).join("") === text;
    }),
  );
});

test("what is encoded as a part is decoded as it was", () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      const text = JSON.stringify(value);
      const blocks = splitParts([encodePart(text, "b") + encodeClosing("b")]).map((raw) => decodeMultipart(raw, "b"));
      return blocks.map(({ kind }) => kind).join() === "part,closing" && blocks[0]?.text === text;
    }),
  );
});

function split(pieces: readonly string[]): string[] {
  const splitter = createSseSplitter();
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
}

test("a stream splits into the same blocks wherever it is cut", () => {
  const line = fc.oneof(anyText, fc.constantFrom("data: {}", "data:", ": ping", "event: x", "", "\r"));
  const stream = fc
    .array(fc.tuple(line, fc.constantFrom("\n", "\r\n", "\n\n", "\r\n\r\n", "\r")))
    .map((lines) => lines.flat().join(""));
  fc.assert(
    fc.property(stream, cuts, (text, at) => JSON.stringify(split(chunks(text, at))) === JSON.stringify(split([text]))),
  );
});

test("no part of a stream is lost or made up", () => {
  fc.assert(
    fc.property(
      anyText,
      (text) => split([text]).join("") === text.replace(/^\uFEFF/, "") || split([text]).join("") === text,
    ),
  );
});

test("what is encoded as an event is decoded as it was", () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      const { data, breaches } = decodeSse(encodeSse(JSON.stringify(value)));
      return breaches.length === 0 && JSON.stringify(JSON.parse(data ?? "")) === JSON.stringify(value);
    }),
  );
});

test("a decoder never throws, whatever it is given", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      decodeSse(text);
      decodeJsonText(text);
      decodeMultipart(text, boundaryOf(text).boundary);
      decodeMultipart(`\r\n---${text}`, "-");
    }),
  );
});

test("a projection does not change with what it ignores, and is plain", () => {
  const document = documentOf("ag-ui.schema.json") as { $defs: object };
  fc.assert(
    fc.property(fc.constantFrom("0.0.28", "0.0.44", "0.0.59", "1.0.0"), (version) => {
      const projected = JSON.stringify(project(document, version));
      // A plain document is its own projection, but for the roots, which are gone.
      return (
        JSON.stringify(project(JSON.parse(projected), version)) === projected &&
        !/"x-(since|until|was|required|closed)"/.test(projected)
      );
    }),
  );
});

test("projecting any JSON ends, or says where it cannot", () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      try {
        project(value, "1.0.0");
      } catch (error) {
        if (!(error instanceof Error) || !error.message.startsWith("#")) throw error;
      }
    }),
  );
});

const rules = (project(documentOf("order.json"), "1.0.0") as unknown as { rules: OrderRule[] }).rules;
const events = sequences().flatMap((sequence) => sequence.events);

test("the order machine takes any events in any order, at most one breach each", () => {
  const anyEvent = fc.oneof(fc.constantFrom(...events), anyJson);
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 40 }), (all) => {
      const machine = createOrderMachine(rules);
      return all.every((event, frame) => machine.accept(event, frame).length <= 1) && machine.end().length <= 1;
    }),
  );
});

test("a good run stays good whatever custom events come between", () => {
  const good = sequences().filter(({ description }) =>
    ["a run with one text message", "a whole call", "a whole step"].includes(description),
  );
  const custom = fc.record({
    type: fc.constantFrom("CUSTOM", "RAW"),
    name: fc.string(),
    value: anyJson,
    event: anyJson,
  });
  fc.assert(
    fc.property(fc.constantFrom(...good), custom, fc.nat(10), (sequence, event, at) => {
      const machine = createOrderMachine(rules);
      const place = 1 + (at % (sequence.events.length - 1));
      const all = [...sequence.events.slice(0, place), event, ...sequence.events.slice(place)];
      return [...all.flatMap((one, frame) => machine.accept(one, frame)), ...machine.end()].length === 0;
    }),
  );
});

test.describe("the validators", () => {
  let contract: Contract;
  test.beforeAll(async () => {
    contract = await loadContract("ag-ui");
  });

  test("judge any JSON without throwing, and equally each time", () => {
    const validators = validatorsOf(contract);
    fc.assert(
      fc.property(anyJson, (value) => {
        const first = JSON.stringify(validators.check("Event", value, "strict"));
        return first === JSON.stringify(validators.check("Event", value, "strict"));
      }),
    );
  });

  test("see no key that an object merely inherits", () => {
    const validators = validatorsOf(contract);
    for (const key of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      const value = JSON.parse(`{"type": "RUN_ERROR", "message": "x", "${key}": 1}`);
      const { breaches } = validators.check("Event", value, "strict");
      if (breaches.length !== 1 || breaches[0]?.rule !== "shape/unknown-key")
        throw new Error(`${key}: ${JSON.stringify(breaches)}`);
    }
  });

  test("take depth, length and size as they come", () => {
    const validators = validatorsOf(contract);
    const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`);
    validators.check("Event", { type: "CUSTOM", name: "n", value: deep }, "strict");
    validators.check("Event", { type: "CUSTOM", name: "x".repeat(1 << 20), value: 1e308 }, "strict");
    validators.check("Event", { type: "\ud800", name: "\udfff" }, "strict");
  });

  test("a recording that is any text is read, or refused in a sentence", () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom("a.sse", "a.jsonl", "a.har", "a.txt"), (text, name) => {
        try {
          readRecording(text, name, contract);
        } catch (error) {
          if (!(error instanceof Error) || !("next" in error)) throw error;
        }
      }),
    );
  });
});
