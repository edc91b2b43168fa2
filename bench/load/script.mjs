// What one would write by hand: each of the eight operations asked once, its status looked at. node script.mjs URL.
import { examples, operations } from "../data/shelf.mjs";

const [, , url = ""] = process.argv;
for (const { method, path, status, takes } of operations) {
  const body = takes && { headers: { "content-type": "application/json" }, body: JSON.stringify(examples[takes]) };
  const answer = await fetch(new URL(path.replace("{id}", "b-1"), url), { method: method.toUpperCase(), ...body });
  if (answer.status !== status || !(await answer.json())) throw new Error(`${method} ${path} ${answer.status}`);
}
