/**
 * How far each node is from where one starts, by the shortest way.
 *
 * @param starts nodes and the depth that each is given
 * @returns for what is not reached: one more than the deepest
 */
export function depths<Node>(
  starts: Iterable<readonly [Node, number]>,
  next: (node: Node) => Iterable<Node>,
): (node: Node) => number {
  const known = new Map<Node, number>();
  const waiting = new Map<number, Node[]>();
  const add = (node: Node, depth: number) => {
    if ((known.get(node) ?? Number.POSITIVE_INFINITY) <= depth) return;
    known.set(node, depth);
    const level = waiting.get(depth) ?? [];
    level.push(node);
    waiting.set(depth, level);
  };
  for (const [node, depth] of starts) add(node, depth);
  let deepest = -1;
  while (waiting.size > 0) {
    const depth = Math.min(...waiting.keys());
    const level = waiting.get(depth) as Node[];
    waiting.delete(depth);
    deepest = Math.max(deepest, depth);
    for (const node of level) if (known.get(node) === depth) for (const to of next(node)) add(to, depth + 1);
  }
  return (node) => known.get(node) ?? deepest + 1;
}
