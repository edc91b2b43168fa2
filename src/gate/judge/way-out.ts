import { type Contract, loadContract, matchEndpoint, readRequest, validatorsOf } from "../../../contracts/index.ts";
import { type Asked, contractsAfter, lively } from "../participants/index.ts";

/** What the other side refuses: a payload, or a request. */
export type Shown = { readonly root: string; readonly data: unknown } | { readonly request: Asked };

/**
 * The first newer version of the other side that takes what this one refuses, as its contract says; undefined where the
 * contract has no such version, or does not know.
 *
 * @param version that is there
 * @param line of the contract that its versions go with
 */
export async function firstThatTakes(
  shown: Shown,
  contract: string,
  version: string,
  line: string | undefined,
): Promise<string | undefined> {
  for (const newer of contractsAfter(contract, version, line)) {
    if (takes(await loadContract(newer.reference), shown)) return newer.version;
  }
  return undefined;
}

function takes(contract: Contract, shown: Shown): boolean {
  if ("root" in shown) {
    if (!Object.hasOwn(contract.schemas.$defs, shown.root)) return false;
    const { breaches, drift } = validatorsOf(contract).check(shown.root, shown.data, "tolerant");
    // A key that is not known is let pass; a type that is not known, no client had before 1.0.0 of AG-UI.
    return breaches.length === 0 && drift.every(({ rule }) => rule !== "shape/unknown-type");
  }
  const { method, path, headers, body } = lively(shown.request);
  const text = body === null ? "" : JSON.stringify(body);
  const { pathname } = new URL(path, "http://localhost");
  const found = matchEndpoint(contract, method, path === "" ? "" : pathname, "http", text);
  if (found?.endpoint.transport !== "http") return false;
  const asked = { method, url: path, headers: { "content-type": "application/json", ...headers }, body: text };
  return readRequest(contract, found.endpoint, { ...asked, parameters: found.parameters }).breaches.length === 0;
}
