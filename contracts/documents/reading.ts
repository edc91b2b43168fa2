import type { OrderRule, ProbeLeave } from "../model/index.ts";
import { isObject } from "./json.ts";
import { badDocument, child, type Place, textAt } from "./place.ts";
import type { OpenFile } from "./references.ts";
import { References } from "./references.ts";
import { SchemaTable } from "./schema-table.ts";

/** What is shared by the documents of one service while they are read. */
export class Reading {
  readonly references: References;
  readonly schemas: SchemaTable;

  constructor(open: OpenFile) {
    this.references = new References(open);
    this.schemas = new SchemaTable(this.references);
  }

  /** The member `key` with its references followed. */
  at(place: Place, key: string | number): Place {
    return this.references.follow(child(place, key));
  }

  /** `x-order`: rules inline, or in a file of their own as an array or as `{rules: [...]}`. */
  order(place: Place): readonly OrderRule[] {
    let at = child(place, "x-order");
    if (typeof at.value === "string") at = this.references.resolve(at, at.value);
    at = this.references.follow(at);
    if (isObject(at.value)) at = child(at, "rules");
    if (at.value === undefined) return [];
    if (!Array.isArray(at.value)) throw badDocument(at, "must be a list of order rules or the file that holds one");
    return at.value.map((rule: OrderRule) => {
      if (typeof rule?.id === "string" && typeof rule.kind === "string") return rule;
      throw badDocument(at, "holds a rule without id or kind");
    });
  }

  /** `x-probe`. */
  probe(place: Place): { probe?: ProbeLeave } {
    const text = textAt(place, "x-probe");
    if (text === undefined) return {};
    if (text === "safe" || text === "isolated" || text === "never") return { probe: text };
    throw badDocument(child(place, "x-probe"), `is "${text}", but must be safe, isolated or never`);
  }
}
