import { behindUpgrade } from "./behind.ts";
import type { Cause } from "./cause.ts";
import { isSocketUrl } from "./signs.ts";
import { upgradeEnd } from "./upgrade-end.ts";
import { upgradeRoute } from "./upgrade-route.ts";
import { upgradeStack } from "./upgrade-stack.ts";

/** The upgrade was not accepted. Of a URL of HTTP it is asked to find out whether it should have been a socket's. */
export const upgradeCauses: readonly Cause[] = [...upgradeRoute, ...upgradeStack, ...upgradeEnd, ...behindUpgrade].map(
  (cause) => (cause.id === "http-url-of-a-socket" ? cause : { ...cause, seen: [isSocketUrl, ...cause.seen] }),
);
