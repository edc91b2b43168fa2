/** Milliseconds between two events at the pace of a person who reads along. */
export const beat = 15;
