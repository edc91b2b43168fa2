import { isMembers, type Members } from "../sampling/index.ts";
import { preview } from "./preview.ts";

/** Lists, objects and members that are remembered; an endless stream must not fill the memory. */
const most = 100_000;

/** What stands at a place: a list with its length, an object with its members, or nothing that could be added to. */
interface Node {
  length?: number;
  readonly members: Map<string | number, Node>;
}

/** Which lists and objects were delivered so far, without what they say. */
export class Outline {
  #root: Node | undefined;
  #begun = false;
  #size = 0;

  /** Set once there is more than can be remembered: one sentence. */
  get spent(): string | undefined {
    return this.#size > most ? `More than ${most} places were delivered, the limit.` : undefined;
  }

  set(value: unknown): void {
    this.#begun = true;
    this.#size = 0;
    this.#root = this.#outlined(value);
  }

  /**
   * Takes what one item of an incremental delivery adds. What leads nowhere is taken as it claims to be, so that what is
   * added to it later is no fault again; before anything was delivered, nothing can be said.
   *
   * @returns one sentence where it leads nowhere
   */
  add({ path, items, data }: Members): string | undefined {
    if (!Array.isArray(path) || !this.#begun) return undefined;
    if (!Array.isArray(items)) return isMembers(data) ? this.#merge(path, data) : this.#known(path);
    const index = path.at(-1);
    const known = this.#at(path.slice(0, -1));
    const fault = faultOfItems(known?.length, path);
    if (typeof index !== "number") return fault;
    const list = known?.length === undefined ? this.#claim(path.slice(0, -1)) : known;
    for (const [offset, item] of items.entries()) this.#put(list, index + offset, item);
    list.length = Math.max(list.length ?? 0, index + items.length);
    return fault;
  }

  #merge(path: readonly unknown[], data: Members): string | undefined {
    const known = this.#at(path);
    const good = known !== undefined && known.length === undefined;
    const node = good ? known : this.#claim(path);
    for (const [name, value] of Object.entries(data)) this.#put(node, name, value);
    return good ? undefined : nowhere(path, "no object");
  }

  #known(path: readonly unknown[]): string | undefined {
    return this.#at(path) ? undefined : nowhere(path, "nothing");
  }

  #at(path: readonly unknown[]): Node | undefined {
    let node = this.#root;
    for (const token of path) node = node?.members.get(token as string | number);
    return node;
  }

  /** Makes what a path claims to lead to. */
  #claim(path: readonly unknown[]): Node {
    this.#root ??= { members: new Map() };
    let node = this.#root;
    for (const token of path as readonly (string | number)[]) {
      const next = node.members.get(token) ?? { members: new Map() };
      if (!node.members.has(token)) this.#size++;
      node.members.set(token, next);
      node = next;
    }
    return node;
  }

  #put({ members }: Node, key: string | number, value: unknown): void {
    const node = this.#outlined(value);
    if (node) members.set(key, node);
  }

  #outlined(value: unknown): Node | undefined {
    if (typeof value !== "object" || value === null || this.#size++ > most) return undefined;
    const node: Node = { members: new Map() };
    if (Array.isArray(value)) node.length = value.length;
    for (const [key, member] of Object.entries(value))
      this.#put(node, Array.isArray(value) ? Number(key) : key, member);
    return node;
  }
}

function faultOfItems(length: number | undefined, path: readonly unknown[]): string | undefined {
  const index = path.at(-1);
  if (length === undefined || typeof index !== "number") return nowhere(path.slice(0, -1), "no list");
  return index > length ? `The path ${preview(path)} leaves a hole in a list of ${length}.` : undefined;
}

const nowhere = (path: readonly unknown[], what: string) =>
  `The path ${preview(path)} leads to ${what} that was delivered before.`;
