import type { Seen } from "../facts.ts";
import { all, either, not, sign } from "./cause.ts";
import { asPlainGet, refused, refusedWith, says, stack, status, unanswered } from "./signs.ts";

export const path = ({ upgrade }: Seen) => upgrade?.path ?? "the path";
export const place = ({ app }: Seen) => (app?.socket ? `${app.folder}/${app.socket.file}:${app.socket.line}` : "");
export const answer = ({ upgrade }: Seen) => `${upgrade?.status ?? ""}`;
export const isSocketIo = all(status("socket-io", 200), says("socket-io", /"sid"/));
export const isVite = sign(["vite"], ({ vite }) => vite.there);
export const vitePage = says("get", /\/@vite\/client/);
export const otherwiseOpen = (id: "upgrade-slash" | "upgrade-origin" | "upgrade-no-origin" | "upgrade-query") =>
  status(id, 101);
/** Something that only one change of the request makes open: the reason is known, and no other is needed. */
export const explained = either(
  ...(["upgrade-slash", "upgrade-origin", "upgrade-no-origin", "upgrade-query"] as const).map(otherwiseOpen),
);
export const notOpened = either(refused, unanswered);
/** Asked once more it got what it got first: a change of the request is the reason, not the moment. */
export const steady = sign(["upgrade", "upgrade-again"], (seen) => seen.upgrade.said === seen["upgrade-again"].said);
export const opensLater = status("upgrade-again", 101);

const withoutLibrary = /^(Unsupported upgrade request|No supported WebSocket library detected)/;
/** uvicorn before 0.20 says so itself: the one where it was told to have none, the other where none is installed. */
export const saysNoLibrary = says("upgrade", withoutLibrary);

/** What an upgrade means that a plain server answered as any GET. */
export const ignored = either(
  asPlainGet,
  status("upgrade", 426),
  says("upgrade", /No WebSocket UPGRADE hdr/),
  saysNoLibrary,
);
/** Where a path that nobody has would get a 403, or no answer of HTTP at all. */
export const ignoredByStack = either(
  all(ignored, stack("uvicorn", "starlette", "hypercorn", "daphne", "express")),
  status("upgrade", 426),
  says("upgrade", /No WebSocket UPGRADE hdr/),
  saysNoLibrary,
);
export const controlOtherwise = sign(["upgrade", "upgrade-control"], ({ upgrade, "upgrade-control": control }) => {
  return control.status !== undefined && control.status !== upgrade.status;
});
export const refusal = [refused, not(ignored), not(refusedWith(200, 204))] as const;
/** The stack answers a request without key before the application; without a WebSocket library it does not. */
export const libraryThere = all(status("upgrade-no-key", 400, 426), not(says("upgrade-no-key", withoutLibrary)));
