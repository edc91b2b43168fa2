import { events } from "../data/run.mjs";
import { serveAimock } from "./aimock.mjs";

await serveAimock([events[0], events.at(-1)]);
