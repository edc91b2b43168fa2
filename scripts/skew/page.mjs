import { clients, sdkVersions, servers } from "./axes.mjs";
import { steps } from "./conversation.mjs";
import { insideOf } from "./inside.mjs";
import { sectionOf } from "./section.mjs";
import { symptomsOf } from "./symptoms.mjs";
import { reachOf, serverName, wordOf, wrapped } from "./words.mjs";

/** @typedef {import("./cell.mjs").Cell} Cell */

const WIDTH = 100;
const NOT_AT_ALL = ["breaks", "silent"];

/**
 * docs/skew.md, of the cells and the locks: the same give the same bytes.
 *
 * @param {readonly Cell[]} cells the whole matrix
 * @returns {string}
 */
export function pageOf(cells) {
  const symptoms = symptomsOf(cells);
  const letterOf = (/** @type {Cell} */ cell) => symptoms.find((one) => one.cells.includes(cell))?.letter;
  const lettered = (/** @type {Cell} */ cell) => [wordOf(cell), letterOf(cell)].filter(Boolean).join(" ");
  return `${[
    "# Which client goes with which runtime and which SDK",
    paragraph(
      "Clients are pages with `@copilotkit/react-core` and `react-ui`, built for development, in Chromium; runtimes " +
        "are `@copilotkit/runtime` with `customer_support_agent` as an `HttpAgent`, and behind it is FastAPI with " +
        "`ag-ui-protocol` for Python. " +
        `All are the real ones. \`npm run skew\` measures each of the ${cells.length} cells and writes this page; what ` +
        "was seen is kept in `fixtures/skew/cells.json`.",
    ),
    "## In short",
    table(servers, (server) => clients.map((client) => worstOf(cells.filter(at({ ...server, client }))))),
    paragraph(
      "Clients stand in the head, runtimes at the left; REST is the runtime's `/v2/copilotkit` " +
        "(`createCopilotEndpoint`), else it is asked at its one URL, `/api/copilotkit`. An asterisk: not with every " +
        "SDK, the tables below say with which. A letter: what each side says, at the end.",
    ),
    wordsList(cells),
    "What goes together:",
    clients
      .map((client) => wrapped(`client ${client}: ${partnersOf(cells.filter(at({ client })))}`, WIDTH, "- "))
      .join("\n"),
    paragraph(refusals(cells)),
    ...sdkTables(cells, lettered),
    "## What is inside",
    paragraph(
      "What knows the agent's events, or does not, is the `@ag-ui/client` in the runtime, and after it, from client " +
        "1.50 on, the one in the page. Runtime 1.10.6 takes any from 0.0.39 on; here each has what its lock says.",
    ),
    inside(),
    "## What is asked",
    paragraph("Four questions in one thread. A cell works when the page shows all four answers."),
    steps.map(({ asks, what }, index) => wrapped(`“${asks}” ${upper(what)}.`, WIDTH, `${index + 1}. `)).join("\n"),
    "## What each side says",
    paragraph(
      "Each way to break, with the same words in every cell that it is seen in. Ids, ports and stacks are left out, and " +
        "long texts are cut in the middle. `asked: status` stands once, however often it was asked.",
    ),
    ...symptoms.map(sectionOf),
    "## What is said although it works",
    nonetheless(cells),
  ].join("\n\n")}\n`;
}

/** @param {string} text */
const paragraph = (text) => wrapped(text, WIDTH);

/** @param {Partial<Cell>} wanted @returns {(cell: Cell) => boolean} */
const at = (wanted) => (cell) =>
  Object.entries(wanted).every(([axis, value]) => cell[/** @type {keyof Cell} */ (axis)] === value);

/** @param {string} text */
const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** With which runtimes a client works, at its worst over the SDKs. @param {readonly Cell[]} cells of one client */
function partnersOf(cells) {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const server of servers) {
    const word = worstOf(cells.filter(at(server))).replace(" *", "");
    groups.set(word, [...(groups.get(word) ?? []), serverName(server)]);
  }
  return [...groups]
    .filter(([word]) => !NOT_AT_ALL.includes(word))
    .map(([word, names]) => `runtime ${names.join(", ")}${word === "works" ? "" : ` (${word})`}`)
    .join("; ");
}

/** @param {readonly Cell[]} cells of one client and one runtime, a cell an SDK */
function worstOf(cells) {
  const [worst] = [...cells].sort((one, other) => reachOf(one) - reachOf(other));
  if (!worst) throw new Error("a client and a runtime have no cell; measure the whole matrix: npm run skew");
  return cells.some((cell) => wordOf(cell) !== wordOf(worst)) ? `${wordOf(worst)} *` : wordOf(worst);
}

/** What the words in the tables mean. @param {readonly Cell[]} cells */
function wordsList(cells) {
  const parts = steps.flatMap(({ id, part, what }, index) =>
    part !== undefined && cells.some(({ broke }) => broke === id)
      ? [`**${part} break**, **${part} silent**: so, but only from question ${index + 1} on, when ${what}`]
      : [],
  );
  const silent = cells.filter(({ verdict }) => verdict === "breaks silently");
  const unless = silent.every(({ told }) => told.page.withDevConsole) ? ", unless it is given `showDevConsole`" : "";
  return [
    "**works**: the page shows every answer",
    "**breaks**: it shows none, and says that something is wrong, or is blank",
    `**silent**: it shows none, and does not say so${unless}`,
    ...parts,
  ]
    .map((line) => wrapped(line, WIDTH, "- "))
    .join("\n");
}

/** Whether an agent refused what it was sent. @param {readonly Cell[]} cells */
function refusals(cells) {
  const refused = cells.filter(({ told }) => told.agent.some(({ status }) => status !== 200));
  if (refused.length > 0) return `In ${refused.length} cells the agent refused what its runtime sent.`;
  return (
    "No SDK refused what a runtime sent it: every run that reached an agent was answered 200. What differs between SDKs " +
    "is what they say, and who before them knows it."
  );
}

/** A table for each SDK; those whose tables are the same share one. @param {readonly Cell[]} cells @param {(cell: Cell) => string} word */
function sdkTables(cells, word) {
  /** @type {Map<string, string[]>} */
  const tables = new Map();
  for (const sdk of sdkVersions) {
    const text = table(servers, (server) =>
      clients.map((client) =>
        cells
          .filter(at({ ...server, client, sdk }))
          .map(word)
          .join(),
      ),
    );
    tables.set(text, [...(tables.get(text) ?? []), sdk]);
  }
  return [...tables].flatMap(([text, sdks]) => [`## With ag-ui-protocol ${sdks.join(" or ")}`, text]);
}

/** Which version of @ag-ui/client is in which client and runtime. */
function inside() {
  const runtimes = [...new Set(servers.map(({ runtime }) => runtime))];
  const rows = [
    ...clients.map((version) => [`client ${version}`, insideOf("client", version)]),
    ...runtimes.map((version) => [`runtime ${version}`, insideOf("runtime", version)]),
  ];
  return drawn([["", "@ag-ui/client"], ...rows]);
}

/** @param {readonly { runtime: string, mount: string }[]} rows @param {(server: { runtime: string, mount: string }) => string[]} cellsOf */
function table(rows, cellsOf) {
  return drawn([["runtime ↓ client →", ...clients], ...rows.map((row) => [serverName(row), ...cellsOf(row)])]);
}

/** A table, its columns under each other also as text. @param {readonly string[][]} lines the first is the head */
function drawn([head = [], ...lines]) {
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => (line[column] ?? "").length)));
  const row = (/** @type {readonly string[]} */ line) =>
    `| ${line.map((text, column) => text.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [row(head), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...lines.map(row)].join("\n");
}

/** Refusals that a page takes and goes on, and what it shows nonetheless. @param {readonly Cell[]} cells */
function nonetheless(cells) {
  const lines = cells
    .filter(({ verdict }) => verdict === "works")
    .flatMap(({ client, told, ...server }) => {
      const pair = `client ${client} with runtime ${serverName(server)}`;
      const refused = told.runtime.filter(({ status }) => status >= 400);
      return [
        ...(told.page.shows ? [`${pair} shows \`${told.page.shows}\``] : []),
        ...refused.map(
          ({ asked, status, said }) => `${pair}: \`${asked}\` gets ${status}${said ? `, \`${said}\`` : ""}`,
        ),
      ];
    });
  return lines.length > 0 ? [...new Set(lines)].map((line) => wrapped(line, WIDTH, "- ")).join("\n") : "Nothing.";
}
