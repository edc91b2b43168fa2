/** What bounds a row, by its id, as profiles (`node --cpu-prof`) showed it. @type {Readonly<Record<string, string>>} */
export const notes = {
  post: `What bounds it: two thirds of the time is node's own and the system's, for reading a request and writing an
answer, and the reference pays the same. Of the rest JSON.parse is the largest part (4 µs), then the exchange that is
remembered and the head of the answer (1 to 1.5 µs each). Validation is 1 µs; on the schema as zod exports it Ajv needs
more than ten, because the inlined schema becomes one function that is too large for the optimising compiler.`,
  stream: `What bounds it: node's own handling of a request, and the system calls of the pieces in which a stream is
written. The events of a document's example are written once and kept. Events that are made for each run are not: there
JSON.stringify of 200 objects is a third of the time, as it is for every other candidate.`,
  broadcast: `What bounds it: one system call for each socket, which is nine tenths of what raw framing costs. Ours
remembers each message for each socket besides, in plain lists.`,
  frames: `What bounds it: for shape, reading the properties of objects of ten different layouts, which costs 10 to 15 ns
each; the generated validator and the search for unknown keys read each key once. With order, an event is shown only to
the rules that are about its type; what remains are the look-ups in the sets of what is open. From text, JSON.parse
alone takes a quarter of the time.`,
  start: `What bounds it: node's own start is half; the rest is loading the few files into which the build puts the command
line, the modules of node that a server needs, and the contracts, which the build has read. What speaks WebSocket is
loaded at the first upgrade.`,
  verify: `What bounds it: a third is loading Ajv and node's client, a quarter compiling the document's validators, twice where a
refusal needs all errors; the requests themselves take a few milliseconds each.`,
};
