import { converse } from "../../probe/index.ts";
import { NotMade, type Probe } from "../lab.ts";
import { veiled } from "../target.ts";

const most = 10;

/** Where redirects lead, when asked to follow them. Headers of the user's stay with the target's own host. */
export const followed: Probe<"get-followed"> = {
  id: "get-followed",
  async make(lab) {
    const get = await lab.see("get");
    if (!get) return new NotMade("no answer");
    let location = isRedirect(get.status) ? get.headers.location : undefined;
    if (location === undefined) return new NotMade("not needed: it does not redirect");
    if (!lab.settings.follow)
      return new NotMade(`redirects are followed with --follow alone; this one leads to ${location}`);
    let url = lab.settings.target.url;
    const hops: string[] = [];
    while (location !== undefined) {
      if (!URL.canParse(location, url.href)) return { hops, end: "broke" };
      url = new URL(location, url);
      const shown = `${url.origin}${url.pathname}${veiled(url)}`;
      if (hops.includes(shown) || url.href === lab.settings.target.url.href)
        return { hops: [...hops, shown], end: "loop" };
      hops.push(shown);
      if (hops.length > most) return { hops, end: "too-many" };
      const { patience, headers, target } = lab.settings;
      const own = url.host === target.url.host ? headers : {};
      const budgets = { firstFrame: patience, total: patience };
      const { response } = await converse({ url: url.href, method: "GET", headers: own, budgets, signal: lab.signal });
      if (!response) return { hops, end: "broke" };
      if (!isRedirect(response.status)) return { hops, end: "answered", status: response.status };
      location = response.headers.location;
    }
    return { hops, end: "broke" };
  },
  tell: ({ hops, end, status }) => `redirects lead to ${hops.join(", then ")}: ${status ?? end}`,
};

const isRedirect = (status: number | undefined) => status !== undefined && status >= 300 && status < 400;
