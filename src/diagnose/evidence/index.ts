import type { AnyProbe } from "../lab.ts";
import { addresses } from "./addresses.ts";
import { app, routerSiblings } from "./app.ts";
import { elsewhere } from "./elsewhere.ts";
import { fingerprint } from "./fingerprint.ts";
import { controlSocket, firstFrame } from "./first-frame.ts";
import { followed } from "./followed.ts";
import { greeting } from "./greeting.ts";
import { listener, starting } from "./listener.ts";
import { log } from "./log.ts";
import { plain } from "./plain.ts";
import { newest, posts, protocol } from "./protocol.ts";
import { contractRoutes, openapi, siblings } from "./routes.ts";
import { run } from "./run.ts";
import { socketIo, vite } from "./servers.ts";
import { otherAddress, tcp } from "./tcp.ts";
import { plainOnTls, tls, tlsOnPlain } from "./tls.ts";
import {
  again,
  control,
  slash,
  upgrade,
  withOrigin,
  withoutKey,
  withoutOrigin,
  withQuery,
  wrongVersion,
} from "./upgrade.ts";
import { url } from "./url.ts";

/** Every probe, in the order in which a report tells them: from the name to what was said. */
export const probes: readonly AnyProbe[] = [
  url,
  addresses,
  tcp,
  otherAddress,
  listener,
  starting,
  greeting,
  tls,
  tlsOnPlain,
  plainOnTls,
  fingerprint,
  upgrade,
  control,
  slash,
  elsewhere,
  withOrigin,
  withoutOrigin,
  withQuery,
  withoutKey,
  wrongVersion,
  again,
  firstFrame,
  controlSocket,
  ...plain,
  followed,
  socketIo,
  vite,
  openapi,
  siblings,
  contractRoutes,
  ...posts,
  newest,
  protocol,
  run,
  log,
  app,
  routerSiblings,
];
