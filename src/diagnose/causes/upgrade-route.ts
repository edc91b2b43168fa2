import type { Seen } from "../facts.ts";
import { all, type Cause, either, not, sign } from "./cause.ts";
import {
  allResolved,
  anyFront,
  asControl,
  changedSince,
  controlBrokenOff,
  controlHangs,
  declared,
  freshMark,
  hangs,
  hasHttpRoute,
  included,
  notServed,
  refused,
  refusedWith,
  refusesEverybody,
  routerMissing,
  routerThere,
  says,
  siblingsThere,
  stack,
  status,
  tied,
} from "./signs.ts";
import {
  answer,
  controlOtherwise,
  explained,
  ignored,
  ignoredByStack,
  isSocketIo,
  isVite,
  notOpened,
  otherwiseOpen,
  path,
  place,
  refusal,
  steady,
} from "./upgrade-signs.ts";

/** Another way to write the very path. */
const spelling = sign(["upgrade-elsewhere"], (seen) => seen["upgrade-elsewhere"].same);

const includeFix = ({ app }: Seen) => {
  const route = app?.socket;
  if (!route)
    return "Include the router in the application that runs: app.include_router(router), before any mount or catch-all.";
  const module = route.router.file.replace(/\.py$/, "").replace(/[\\/]/g, ".");
  const alias = module.split(".").at(-1) ?? "sockets";
  if (route.by)
    return `${app?.folder}/${route.by.file}:${route.by.line} includes it only under \`${route.by.condition}\`: let that be true, or include it always.`;
  return `from ${module} import ${route.router.name} as ${alias}\napp.include_router(${alias})`;
};

/** The upgrade was refused: by nobody, for there is no such route, or by the one who has it. */
export const upgradeRoute: readonly Cause[] = [
  {
    id: "route-not-registered",
    explains: "no upgrade",
    seen: [notOpened, either(asControl, controlHangs, controlBrokenOff, routerMissing)],
    unseen: [
      explained,
      ignoredByStack,
      all(refused, refusedWith(401, 407, 429, 500, 502, 503, 504)),
      routerThere,
      changedSince,
      all(isVite, hangs),
      status("get", 502, 504),
      isSocketIo,
    ],
    certainty: [
      { is: "certain", when: [tied, declared, included("never"), allResolved, not(changedSince)] },
      { is: "certain", when: [tied, declared, included("sometimes"), routerMissing, not(changedSince)] },
      { is: "certain", when: [notServed] },
      { is: "likely", when: [declared, either(included("never"), routerMissing)] },
      { is: "possible", when: [either(siblingsThere, refusesEverybody)] },
      { is: "likely" },
    ],
    says: (seen) => {
      const route = seen.app?.socket;
      if (!route)
        return `No socket route took ${path(seen)}: a path that nobody has gets the same answer (${answer(seen) || "none"}).`;
      const how = route.by
        ? `included only under a condition that is not met (${seen.app?.folder}/${route.by.file}:${route.by.line})`
        : "never included";
      return `${path(seen)} is declared (${place(seen)}), but its router is ${how}.`;
    },
    fix: includeFix,
    apart: () =>
      "--app FOLDER reads the Python sources (nothing is run) and says whether the route's router is included",
  },
  {
    id: "refused-before-accept",
    explains: "no upgrade",
    seen: [...refusal],
    unseen: [explained, refusedWith(404, 405, 429, 500, 502, 503, 504), routerMissing],
    certainty: [
      { is: "certain", when: [refusedWith(401, 407)] },
      { is: "certain", when: [controlOtherwise, refusedWith(403)] },
      { is: "certain", when: [tied, declared, routerThere] },
      { is: "certain", when: [freshMark("socket-validation")] },
      { is: "likely", when: [not(asControl), refusedWith(403)] },
      { is: "likely", when: [either(siblingsThere, refusesEverybody)] },
      { is: "possible" },
    ],
    says: (seen) => {
      const why = seen.log?.marks.some(({ id }) => id === "socket-validation")
        ? " (the log: a parameter is missing or of the wrong type)"
        : "";
      const where = place(seen) ? ` Its handler is ${place(seen)}.` : "";
      return `The server refused ${path(seen)} before it accepted, with ${answer(seen)}${why}.${where}`;
    },
    fix: () =>
      "Give what the handler asks for: --header authorization:…, --query token=…, --origin https://your.page, or a parameter of the right type.",
    apart: () =>
      "the same upgrade with what the handler asks for (--origin, --header, --query); the server's log (--log FILE)",
  },
  {
    id: "registered-for-http-only",
    explains: "no upgrade",
    seen: [refused, hasHttpRoute],
    unseen: [
      explained,
      all(stack("uvicorn", "starlette", "hypercorn", "daphne"), ignored),
      refusedWith(401, 500, 502, 503, 504),
      anyFront,
      routerThere,
      says("get", /No WebSocket UPGRADE hdr/),
      status("get", 426),
    ],
    certainty: [
      { is: "certain", when: [tied, sign(["app"], ({ app }) => app.http !== undefined && app.socket === undefined)] },
      { is: "likely", when: [asControl] },
      { is: "likely", when: [status("upgrade", 200)] },
      { is: "possible" },
    ],
    says: (seen) =>
      `${path(seen)} is a route of plain HTTP (GET gets ${seen.get?.status}), and no socket route takes the upgrade.`,
    fix: () => "Ask the path that the socket has, or add a socket route there: @app.websocket(…).",
    apart: () => "--app FOLDER, or the server's list of routes",
  },
  {
    id: "origin-refused",
    explains: "no upgrade",
    seen: [notOpened, otherwiseOpen("upgrade-no-origin"), steady],
    certainty: [{ is: "certain", when: [refused] }, { is: "likely" }],
    says: (seen) => `${path(seen)} opens without an Origin and not with the frontend's: the server refuses that page.`,
    fix: () =>
      "Add the frontend's origin, scheme and port included, to the list that the server checks; CORS settings do not count for sockets.",
  },
  {
    id: "origin-required",
    explains: "no upgrade",
    seen: [notOpened, otherwiseOpen("upgrade-origin"), steady],
    certainty: [{ is: "certain", when: [refused] }, { is: "likely" }],
    says: (seen) =>
      `${path(seen)} opens with an Origin (${seen["upgrade-origin"]?.origin}) and not without: the server asks for one.`,
    fix: (seen) => `Send it: --header origin:${seen["upgrade-origin"]?.origin}; a browser does by itself.`,
  },
  {
    id: "query-missing",
    explains: "no upgrade",
    seen: [notOpened, otherwiseOpen("upgrade-query"), steady],
    certainty: [{ is: "certain", when: [refused] }, { is: "likely" }],
    says: (seen) =>
      `${path(seen)} opens with ${seen["upgrade-query"]?.added.join(" and ")} in the query, and not without.`,
    fix: (seen) => `Add to the URL: ?${seen["upgrade-query"]?.added.map((name) => `${name}=…`).join("&")}`,
  },
  {
    id: "trailing-slash",
    explains: "no upgrade",
    seen: [notOpened, otherwiseOpen("upgrade-slash"), steady],
    certainty: [{ is: "certain", when: [refused] }, { is: "likely" }],
    says: (seen) =>
      `${seen["upgrade-slash"]?.path} opens, and ${path(seen)} does not: they differ in the slash at the end, which no server redirects for sockets.`,
    fix: (seen) => `Ask ${seen["upgrade-slash"]?.path} instead.`,
  },
  {
    id: "served-under-another-path",
    explains: "no upgrade",
    seen: [notOpened, sign(["app"], ({ app }) => app.elsewhere !== undefined && app.elsewhere.included !== "never")],
    unseen: [explained],
    certainty: [{ is: "certain", when: [tied, asControl, not(changedSince)] }, { is: "likely" }],
    says: (seen) =>
      `The sources have the socket at ${seen.app?.elsewhere?.paths.join(" and ")} (${seen.app?.elsewhere?.file}:${seen.app?.elsewhere?.line}), not at ${path(seen)}.`,
    fix: (seen) =>
      `Ask ${seen.app?.elsewhere?.paths[0]}; a prefix comes from include_router, a mount, or --root-path behind a proxy.`,
  },
  {
    id: "served-under-another-path",
    explains: "no upgrade",
    seen: [notOpened, status("upgrade-elsewhere", 101)],
    certainty: [{ is: "certain", when: [refused, spelling] }, { is: "likely" }],
    says: (seen) => `${seen["upgrade-elsewhere"]?.path} opens, and ${path(seen)} does not.`,
    fix: (seen) =>
      `Ask ${seen["upgrade-elsewhere"]?.path}; a prefix counts where a proxy takes it away or include_router adds it (--root-path alone adds none).`,
    apart: (seen) => `whether ${seen["upgrade-elsewhere"]?.path} is the socket that is meant: its first frame`,
  },
  {
    id: "server-older-than-source",
    explains: "no upgrade",
    seen: [notOpened, tied, declared, included("always", "sometimes"), changedSince, either(asControl, routerMissing)],
    unseen: [explained, routerThere],
    // A handler that refuses gets the same answer; only another route of its router says that the process lacks it.
    certainty: [{ is: "certain", when: [included("always"), routerMissing] }, { is: "likely" }],
    says: (seen) =>
      `The sources have ${path(seen)} (${place(seen)}), and the process does not: ${seen.app?.changed.find((file) => file === seen.app?.socket?.by?.file) ?? seen.app?.changed[0]} was changed after it started.`,
    fix: (seen) =>
      `Restart the server${seen.listener ? ` (process ${seen.listener.owners[0]?.pid})` : ""}; while you develop, let it reload: uvicorn … --reload.`,
    apart: () => "the same after a restart",
  },
];
