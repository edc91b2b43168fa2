import { events } from "../data/run.mjs";
import { serveAimock } from "./aimock.mjs";

await serveAimock(events);
