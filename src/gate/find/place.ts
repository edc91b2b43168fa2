import { isMembers, type Members, pointerKeys } from "../../../contracts/index.ts";

/** What stands for every value of a tag. */
export const everyTag = "*";

/**
 * One step into a payload: a member, every item of a list, any member of a map, or only objects whose member `tag` has one
 * value (a branch of a union).
 */
export type Step =
  | { readonly key: string }
  | { readonly item: true }
  | { readonly any: true }
  | { readonly tag: string; readonly is: string };

/** Where in a payload something is, whatever the payload: `MESSAGES_SNAPSHOT.messages[user].content[image]`. */
export interface Place {
  /** Name of the payload's schema: `Event`. */
  readonly root: string;
  readonly steps: readonly Step[];
}

/** What a payload has at a place, once for each object that could have it there. */
export interface Spot {
  readonly present: boolean;
  readonly value: unknown;
}

/** A place in words; a payload that has a tag goes by it, and a root of several words stands before. */
export function placeText({ root, steps }: Place): string {
  const [first, ...rest] = steps;
  const tagged = first !== undefined && "tag" in first;
  let text = tagged && first.is !== everyTag ? first.is : root;
  const follow = tagged ? rest : steps;
  for (const [at, step] of follow.entries()) {
    const before = follow[at - 1];
    if ("key" in step) text += at === 0 && root.includes(" ") ? ` ${step.key}` : `.${step.key}`;
    else if ("any" in step) text += ".*";
    else if ("tag" in step)
      text = before && "item" in before ? `${text.slice(0, -1)}${step.is}]` : `${text}<${step.is}>`;
    else text += "[]";
  }
  return text;
}

/** A place of a recording in words, without saying each time that it is in the body. */
export function recordText({ root, steps: [first, ...rest] }: Place): string {
  if (first === undefined) return root;
  return placeText({ root, steps: "key" in first && first.key === "body" ? rest : [first, ...rest] });
}

/** Everything that a payload has at a place; none where it has no object that could have it. */
export function spotsOf(data: unknown, steps: readonly Step[]): readonly Spot[] {
  let spots: Spot[] = [{ present: true, value: data }];
  for (const step of steps) spots = spots.flatMap((spot) => (spot.present ? inside(spot.value, step) : []));
  return spots;
}

function inside(value: unknown, step: Step): Spot[] {
  if ("item" in step) return Array.isArray(value) ? value.map((item) => ({ present: true, value: item })) : [];
  if (!isMembers(value)) return [];
  if ("any" in step) return Object.values(value).map((member) => ({ present: true, value: member }));
  if ("tag" in step) return [everyTag, value[step.tag]].includes(step.is) ? [{ present: true, value }] : [];
  return [{ present: Object.hasOwn(value, step.key), value: value[step.key] }];
}

/** Members by which an object says what it is; the first that holds a text wins. */
export const tags: readonly string[] = ["type", "role", "__typename"];

/** The place that a JSON pointer means in a payload. */
export function placeOf(root: string, data: unknown, pointer: string): Place {
  const steps: Step[] = [];
  const names = pointerKeys(pointer);
  let value = data;
  // What is wrong with the tag itself is wrong with the union, not with one of its branches.
  const tagIt = (next: string | undefined) => {
    if (!isMembers(value)) return;
    const tag = tagOf(value);
    if (tag !== undefined && tag !== next) steps.push({ tag, is: String(value[tag]) });
  };
  for (const name of names) {
    tagIt(name);
    if (Array.isArray(value)) {
      steps.push({ item: true });
      value = value[Number(name)];
    } else {
      steps.push({ key: name });
      value = isMembers(value) ? value[name] : undefined;
    }
  }
  if (names.length > 0) tagIt(undefined);
  return { root, steps };
}

/** The member of an object that says what it is, if it has one. */
export function tagOf(value: Members): string | undefined {
  return tags.find((tag) => typeof value[tag] === "string");
}
