// What every judge of ours begins with: the built-in contract, as built.
/** @type {typeof import("../../contracts/index.ts")} */
export const contracts = await import(new URL("../../dist/contracts/index.js", import.meta.url).href);

export const contract = await contracts.loadContract("ag-ui");
export const endpoint =
  contract.endpoints.flatMap((one) => (one.transport === "http" && one.id === "run" ? [one] : []))[0] ?? missing();
export const schema = endpoint.answers.flatMap(({ content }) => content).find(({ stream }) => stream)?.schema ?? "";

/** @returns {never} */
function missing() {
  throw new Error("The contract ag-ui has no endpoint run.");
}
