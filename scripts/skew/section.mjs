import { clients, sdkVersions, servers } from "./axes.mjs";
import { steps } from "./conversation.mjs";
import { serverName, wrapped } from "./words.mjs";

/** @typedef {import("./cell.mjs").Cell} Cell */
/** @typedef {import("./said.mjs").Said} Said */

const WIDTH = 96;
const MARGIN = 9;

/**
 * One way to break: where, why, and what each side says.
 *
 * @param {import("./symptoms.mjs").Symptom} symptom
 * @returns {string}
 */
export function sectionOf({ letter, example, cells, reason }) {
  const step = steps.find(({ id }) => id === example.broke);
  const { page, runtime, agent } = example.told;
  const lines = [
    ...side("page", [page.shows || "shows nothing", ...aloud(page)]),
    ...side("console", page.console),
    ...side("runtime", answers(runtime)),
    ...side("agent", agent.length > 0 ? answers(agent) : ["was not asked"]),
  ];
  return [
    `### ${letter}. “${step?.asks}” ${example.verdict}`,
    whereOf(cells).join("\n"),
    ...(reason ? [wrapped(reason, WIDTH)] : []),
    ["```text", ...lines, "```"].join("\n"),
  ].join("\n\n");
}

/** What else the page has to say. @param {import("./cell.mjs").Page} page */
function aloud({ withDevConsole: shown }) {
  if (shown === undefined) return [];
  return [shown === "" ? "shows nothing with showDevConsole either" : `shows with showDevConsole: ${shown}`];
}

/** @param {string} name @param {readonly string[]} words */
function side(name, words) {
  const indent = " ".repeat(MARGIN + 2); // So that it is seen where the next begins.
  return words.map((text, index) => wrapped(text, WIDTH, (index === 0 ? name : "").padEnd(MARGIN), indent));
}

/** What was answered in the same words stands together. @param {readonly Said[]} said */
function answers(said) {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const { asked, status, said: words } of said) {
    const answer = `${status}${words ? `, ${words}` : ""}`;
    groups.set(answer, [...(groups.get(answer) ?? []), asked]);
  }
  return [...groups].map(([answer, asked]) => `${asked.join(", ")}: ${answer}`);
}

/** @param {readonly Cell[]} cells */
function whereOf(cells) {
  const seen = {
    clients: clients.filter((client) => cells.some((cell) => cell.client === client)),
    servers: servers.map(serverName).filter((name) => cells.some((cell) => serverName(cell) === name)),
    sdks: sdkVersions.filter((sdk) => cells.some((cell) => cell.sdk === sdk)),
  };
  const whole = seen.clients.length * seen.servers.length * seen.sdks.length === cells.length;
  if (!whole) return cells.map((cell) => `- ${place([cell.client], [serverName(cell)], [cell.sdk])}`);
  return [place(seen.clients, seen.servers, seen.sdks)];
}

/** @param {readonly string[]} client @param {readonly string[]} server @param {readonly string[]} sdk */
function place(client, server, sdk) {
  const sdks = sdk.length === sdkVersions.length ? "every SDK" : `SDK ${sdk.join(", ")}`;
  return `Client ${client.join(", ")} with runtime ${server.join(", ")} and ${sdks}.`;
}
