import { NotMade, type Probe } from "../lab.ts";
import { ask, upgradeHeaders } from "./ask.ts";
import { got } from "./tell.ts";
import { afterRefusal, asFrontend, opened } from "./upgrade.ts";

/** Where the socket may stand as well: the path as servers write it, and without its first part, which a proxy may add. */
export const elsewhere: Probe<"upgrade-elsewhere"> = {
  id: "upgrade-elsewhere",
  async make(lab) {
    const no = await afterRefusal(lab);
    if (no) return no;
    if ((await lab.see("upgrade"))?.status === undefined)
      return new NotMade("other paths got no answer either, as a rule");
    const { url } = lab.settings.target;
    const paths = otherPaths(url.pathname);
    if (paths.length === 0) return new NotMade("no other spelling of the path is likely");
    const heard = await Promise.all(
      paths.map(({ path, same }) => {
        const other = new URL(url);
        other.pathname = path;
        return ask(lab, { method: "GET", url: other, headers: upgradeHeaders(asFrontend(lab)) }).then((one) =>
          one instanceof NotMade ? one : { ...one, same },
        );
      }),
    );
    const made = heard.flatMap((one) => (one instanceof NotMade ? [] : [one]));
    return made.find(opened) ?? made[0] ?? (heard[0] as NotMade);
  },
  tell: (heard) => `upgrade of ${heard.path} instead: ${got(heard)}`,
};

/** Paths that are meant with this one; `same` where only case and doubled slashes differ. */
function otherPaths(path: string): { path: string; same: boolean }[] {
  const tidy = path.replace(/\/{2,}/g, "/").toLowerCase();
  const shorter = path.replace(/^\/+[^/]+(?=\/+[^/])/, "");
  return [
    ...(tidy !== path ? [{ path: tidy, same: true }] : []),
    ...(shorter !== path && shorter !== "" ? [{ path: shorter, same: false }] : []),
  ];
}
