import { type Facts, mostListed } from "../facts.ts";
import { type Lab, NotMade, type Probe } from "../lab.ts";
import { at } from "../target.ts";
import { ask } from "./ask.ts";

/** Routes of one kind that are asked at most. */
const most = 4;

/** GETs paths without parameters; `missing` where the answer is that of a path which cannot exist. */
export async function askRoutes(lab: Lab, paths: readonly string[]): Promise<Facts["siblings"]["asked"]> {
  const { url } = lab.settings.target;
  const control = await lab.see("get-control");
  const answers = await Promise.all(
    paths.slice(0, most).map(async (path) => {
      const heard = await ask(lab, { method: "GET", url: at(url, path) });
      if (heard instanceof NotMade || heard.status === undefined) return undefined;
      const missing =
        heard.said === control?.said ||
        (heard.status === 404 && control?.status === 404 && heard.body === control.body);
      return { path, status: heard.status, missing };
    }),
  );
  return answers.filter((one) => one !== undefined);
}

/** The document that FastAPI and others make of their HTTP routes; it never lists sockets. */
export const openapi: Probe<"openapi"> = {
  id: "openapi",
  async make(lab) {
    const heard = await ask(lab, { method: "GET", url: at(lab.settings.target.url, "/openapi.json"), whole: true });
    if (heard instanceof NotMade) return heard;
    if (heard.status !== 200) return new NotMade(`/openapi.json is not served (${heard.status ?? heard.end})`);
    return readOpenapi(heard.body, lab);
  },
  tell: ({ paths, run }) =>
    `/openapi.json lists ${paths.length} HTTP routes${run ? ", and the target as an AG-UI run" : ""}`,
};

function readOpenapi(text: string, lab: Lab): Facts["openapi"] | NotMade {
  try {
    const { paths = {}, info } = JSON.parse(text) as {
      paths?: Record<string, Record<string, unknown>>;
      info?: { title?: string };
    };
    const own = paths[lab.settings.target.url.pathname]?.post;
    const run = own !== undefined && /RunAgentInput/.test(JSON.stringify(own));
    return { paths: Object.keys(paths).slice(0, mostListed), run, ...(info?.title && { title: info.title }) };
  } catch {
    return new NotMade("/openapi.json is no JSON");
  }
}

/** HTTP routes that the contract, or /openapi.json, has beside a socket: the same router serves them as a rule. */
export const siblings: Probe<"siblings"> = {
  id: "siblings",
  async make(lab) {
    const { target, contract } = lab.settings;
    if (!target.socket) return new NotMade("the target is no socket");
    const folder = target.url.pathname.replace(/[^/]*\/?$/, "");
    if (folder === "/") return new NotMade("the socket stands at the root, beside everything");
    const promised = (contract?.endpoints ?? []).flatMap((one) =>
      one.transport === "http" && one.method === "GET" ? [one.path] : [],
    );
    const listed = contract ? [] : ((await lab.see("openapi"))?.paths ?? []);
    const beside = [...promised, ...listed].filter((path) => path.startsWith(folder) && !path.includes("{"));
    if (beside.length === 0) return new NotMade("no HTTP route is known beside the socket");
    return { asked: await askRoutes(lab, beside), promised: promised.length > 0 };
  },
  tell: ({ asked }) => `beside it: ${listed(asked)}`,
};

/** Routes that the contract promises elsewhere: whether this is the service at all. */
export const contractRoutes: Probe<"contract-routes"> = {
  id: "contract-routes",
  async make(lab) {
    const { contract, target } = lab.settings;
    if (!contract) return new NotMade("no contract names routes");
    const paths = contract.endpoints.flatMap((one) =>
      one.transport === "http" && one.method === "GET" && !one.path.includes("{") && one.path.length > 1
        ? [one.path]
        : [],
    );
    const others = paths.filter((path) => path !== target.url.pathname);
    if (contract.emptyPath || others.length === 0) return new NotMade("the contract has no other route to ask");
    return { asked: await askRoutes(lab, others) };
  },
  tell: ({ asked }) => `of the contract: ${listed(asked)}`,
};

const listed = (asked: Facts["siblings"]["asked"]) =>
  asked
    .map(({ path, status, missing }) => `${path} ${status}${missing ? " as a path that nobody has" : ""}`)
    .join(", ") || "nothing answered";
