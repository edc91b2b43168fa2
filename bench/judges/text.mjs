import { contract, contracts, endpoint } from "./contract.mjs";
import { judgeFor } from "./loop.mjs";

/** @type {import("../../contracts/index.ts").Frame[]} */
let frames = [];
judgeFor((run) => {
  if (frames.length === 0)
    frames = run.map((event, at) => ({ from: "server", at, raw: contracts.encodeSse(JSON.stringify(event)) }));
  const judge = contracts.createJudge(contract, endpoint, { mode: "strict" });
  for (const frame of frames) if (judge.accept(frame).length > 0) return false;
  return judge.end({ how: "complete" }).verdict === "pass";
});
