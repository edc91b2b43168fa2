import { expect, test } from "@playwright/test";
import { everyTag, placeOf, placeText, recordText, type Step, spotsOf } from "../../src/gate/find/place.ts";

const key = (name: string): Step => ({ key: name });
const item: Step = { item: true };
const any: Step = { any: true };
const tag = (is: string, name = "type"): Step => ({ tag: name, is });

const texts: readonly (readonly [root: string, steps: readonly Step[], text: string, record?: string])[] = [
  ["Event", [], "Event"],
  ["Event", [key("a"), key("b")], "Event.a.b"],
  ["Event", [tag("RUN")], "RUN"],
  ["Event", [tag("RUN"), key("a")], "RUN.a"],
  ["Event", [tag(everyTag), key("a")], "Event.a"],
  ["Event", [key("list"), item, key("a")], "Event.list[].a"],
  ["Event", [key("list"), item, tag("user", "role"), key("a")], "Event.list[user].a"],
  ["Event", [key("one"), tag("A"), key("a")], "Event.one<A>.a"],
  ["Event", [key("map"), any, key("a")], "Event.map.*.a"],
  ["Event", [key("list"), item, item], "Event.list[][]"],
  ["POST run", [key("status")], "POST run status"],
  ["POST run", [key("headers"), key("accept")], "POST run headers.accept"],
  ["POST run", [key("body")], "POST run body", "POST run"],
  ["POST run", [key("body"), key("a"), key("b")], "POST run body.a.b", "POST run a.b"],
  ["POST run", [key("a"), key("body")], "POST run a.body"],
  ["Event", [tag("body")], "body"],
];

for (const [root, steps, text, record = text] of texts) {
  test(`${root} ${JSON.stringify(steps)} is ${text} in words, ${record} of a recording`, () => {
    expect(placeText({ root, steps })).toBe(text);
    expect(recordText({ root, steps })).toBe(record);
  });
}

const spots: readonly (readonly [data: unknown, steps: readonly Step[], spots: readonly unknown[]])[] = [
  [{ a: 1 }, [], [{ a: 1 }]],
  [{ a: { b: 1 } }, [key("a"), key("b")], [1]],
  [{ a: {} }, [key("a"), key("b")], ["absent"]],
  [{}, [key("a"), key("b")], []],
  ["x", [key("length")], []],
  [{ list: [1, 2] }, [key("list"), item], [1, 2]],
  [{ list: { 0: 1 } }, [key("list"), item], []],
  [{ list: [{ a: 1 }, {}, 3] }, [key("list"), item, key("a")], [1, "absent"]],
  [{ m: { x: 1, y: 2 } }, [key("m"), any], [1, 2]],
  [[1], [any], []],
  [{ type: "A", a: 1 }, [tag("A"), key("a")], [1]],
  [{ type: "B", a: 1 }, [tag("A"), key("a")], []],
  [{ type: "B", a: 1 }, [tag(everyTag), key("a")], [1]],
  [{ a: undefined }, [key("a")], [undefined]],
];

for (const [data, steps, values] of spots) {
  test(`${JSON.stringify(data)} has ${JSON.stringify(values)} at ${JSON.stringify(steps)}`, () => {
    expect(spotsOf(data, steps).map(({ present, value }) => (present ? value : "absent"))).toEqual(values);
  });
}

const pointers: readonly (readonly [data: unknown, pointer: string, text: string])[] = [
  [{ a: 1 }, "", "Event"],
  [{ type: "A", a: 1 }, "/a", "A.a"],
  [{ type: "A" }, "/type", "Event.type"],
  [{ type: "A" }, "", "Event"],
  [{ role: "r", type: "A" }, "/x", "A.x"],
  [{ list: [{ role: "user", id: 1 }] }, "/list/0/id", "Event.list[user].id"],
  [{ list: [{ role: "user" }] }, "/list/0", "Event.list[user]"],
  [{ list: [{ role: "user" }] }, "/list/0/role", "Event.list[].role"],
  [{ type: "A", one: { type: "B", x: 1 } }, "/one/x", "A.one<B>.x"],
  [{ a: [[1]] }, "/a/0/0", "Event.a[][]"],
  [{ "a/b": { "~": 1 } }, "/a~1b/~0", "Event.a/b.~"],
  [{ type: 1, a: 1 }, "/a", "Event.a"],
  [{ a: 1 }, "/a/b/c", "Event.a.b.c"],
];

for (const [data, pointer, text] of pointers) {
  test(`${pointer || "the whole"} of ${JSON.stringify(data)} is ${text}`, () => {
    expect(placeText(placeOf("Event", data, pointer))).toBe(text);
  });
}
