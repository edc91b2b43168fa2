// `npm run build`, and `prepare` of npm ci: makes dist/.
import { fileURLToPath } from "node:url";
import { build } from "./setup/build.mjs";
import { tell } from "./setup/step.mjs";

await tell(() => build(fileURLToPath(new URL("..", import.meta.url))));
