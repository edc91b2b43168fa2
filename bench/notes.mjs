/** What bounds a row, by its id, as profiles (`node --cpu-prof`) showed it. @type {Readonly<Record<string, string>>} */
export const notes = {};
