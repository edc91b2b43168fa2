// A thread of a process that tries mutants: ends it when its parent is gone. A mutant that loops without end hears nothing
// else, and would keep a core busy for ever after Ctrl-C.
const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
}, 1000);
