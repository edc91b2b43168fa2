/** The value with one thing wrong at a time: each key gone, of another type, empty or joined by a stranger. */
export function spoiled(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.length > 0 ? spoiled(value[0]).map((first) => [first, ...value.slice(1)]) : [];
  if (typeof value !== "object" || value === null) return [[value], { value }];
  const entries = Object.entries(value);
  return [
    { ...value, stranger: 1 },
    ...entries.flatMap(([key, child]) => [
      Object.fromEntries(entries.filter(([name]) => name !== key)),
      ...[5, "", null, [], {}, "WRONG"].map((other) => ({ ...value, [key]: other })),
      ...spoiled(child).map((inner) => ({ ...value, [key]: inner })),
    ]),
  ];
}
