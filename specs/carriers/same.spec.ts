import { type Contract, type Endpoint, judgeExchange, loadContract } from "../../contracts/index.ts";
import { type Carrier, carriers, type Edit, scenarios } from "../../mocks/index.ts";
import { carried } from "./running.ts";
import { Page, type Sight } from "./sight.ts";
import { expect, test } from "./test.ts";

interface Setting {
  readonly contract: Contract;
  readonly scenario?: string;
  /** The endpoints to look at; "unregistered" is a path that is nobody's. */
  readonly about: readonly string[];
}

/** What this page cannot see: it has no second client, no foreign origin, and no key of a newer client. */
const unseen = new Set(["order/replay", "handshake/refused", "compat/input-refused"]);

/** What a page sees, and what the engine says of the exchanges that the mock remembers. */
async function played(carrier: Carrier["name"], { contract, scenario, about }: Setting, like: readonly Sight[] = []) {
  const mock = await carried[carrier]({ contracts: [contract], pace: "none", ...(scenario && { scenario }) });
  try {
    const page = new Page(contract, mock);
    const sights: Sight[] = [];
    for (const id of about) {
      const endpoint = contract.endpoints.find((one) => one.id === id);
      sights.push(endpoint ? await page.look(endpoint, like[sights.length]) : await page.lookNowhere());
    }
    await expect.poll(() => mock.exchanges().length).toBeGreaterThanOrEqual(sights.length);
    const known = mock.exchanges().filter(({ endpoint }) => endpoint !== undefined);
    const broken = known.flatMap((exchange) => judgeExchange(contract, exchange, { mode: "strict" }).violations);
    return { sights, broken: broken.map(({ rule, path, message }) => ({ rule, path, message })) };
  } finally {
    await mock.close();
  }
}

/** The endpoints that a scenario is about, of those that a carrier brings. */
function aboutOf({ endpoints }: Contract, edit: Edit | undefined, can: Carrier["can"]): string[] {
  if (edit?.endpoint === "unregistered") return ["unregistered"];
  const carries = ({ transport }: Endpoint) => can.includes(transport === "http" ? "http" : "sockets");
  return endpoints.filter((one) => carries(one) && (!edit || edit.endpoint === one.id)).map(({ id }) => id);
}

/** Why a carrier must refuse; worked out here by hand, not by the carrier. */
function lacking({ can }: Carrier, { endpoints }: Contract, edit: Edit | undefined): boolean {
  if (edit?.upgrade === "unasked-subprotocol") return !can.includes("subprotocol");
  const one = endpoints.find(({ id }) => id === edit?.endpoint);
  const http = edit ? one?.transport !== "socket" : endpoints.every(({ transport }) => transport === "http");
  return http && !can.includes("http");
}

for (const { name, contract: reference, edit, breaks } of scenarios()) {
  test(`${name} is what the server plays`, async ({ carrier }) => {
    const contract = await loadContract(reference);
    const can: Carrier = carriers[carrier];
    if (lacking(can, contract, edit)) {
      const refused = carried[carrier]({ contracts: [contract], scenario: name });
      await expect(refused).rejects.toMatchObject({
        id: "carrier-cannot",
        next: expect.stringContaining("wirecheck mock"),
      });
      return;
    }
    const about = aboutOf(contract, edit, can.can);
    const served = await played("server", { contract, scenario: name, about });
    if (carrier !== "server") {
      expect(await played(carrier, { contract, scenario: name, about }, served.sights)).toEqual(served);
      return;
    }
    // On the server itself: the scenario shows in what is looked at.
    if (!edit || breaks.some((rule) => unseen.has(rule))) return;
    expect(served).not.toEqual(await played("server", { contract, about }));
  });
}
