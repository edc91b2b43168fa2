import { builtIns, compareVersions } from "../../../contracts/index.ts";
import type { Participant, Role } from "../catalogue/index.ts";
import type { Installed } from "../install/index.ts";
import { agUiClientSpeaker } from "./ag-ui/client-speaker.ts";
import { asgiSpeaker } from "./asgi/asgi-speaker.ts";
import { pageSpeaker, runtimeSpeaker } from "./copilotkit/index.ts";
import { schemaSpeaker } from "./schema-speaker.ts";
import type { Asking, Speaker } from "./types.ts";

/**
 * A participant that is installed, to be asked.
 *
 * @param contracts what a mock speaks to it, `ag-ui@0.0.59`: the first, and what is tried where it gets nowhere with that
 * @returns undefined where nothing can ask it
 */
export function speakerOf(
  { kind, exports = {} }: Participant,
  title: string,
  installed: Installed,
  contracts: readonly string[],
  asking: Asking,
): Speaker | undefined {
  switch (kind) {
    case "zod":
      return schemaSpeaker(title, installed, { driver: "zod.mjs", exports }, asking);
    case "pydantic":
      return schemaSpeaker(title, installed, { driver: "pydantic_models.py", exports }, asking);
    case "ag-ui-client":
      return agUiClientSpeaker(title, installed, contracts[0] ?? "ag-ui", exports, asking);
    case "asgi":
      return asgiSpeaker(title, installed, asking);
    case "copilotkit-page":
      return pageSpeaker(title, installed, contracts, asking);
    case "copilotkit-runtime":
      return runtimeSpeaker(title, installed, exports, asking);
    case "none":
      return undefined;
  }
}

/**
 * What a contract of a role says at a package's version, as a reference: its document, or the newest version of a built-in
 * contract that is not newer than the package; its oldest one where all are.
 *
 * @returns undefined where there is neither
 */
export function contractAt({ contract: name, document, line }: ContractOf, version: string): string | undefined {
  if (document !== undefined) return document;
  const versions = contractVersions(name, line);
  const floor = versions.filter((one) => compareVersions(one, version) <= 0).at(-1) ?? versions[0];
  return floor === undefined ? undefined : reference(name, floor, line);
}

type ContractOf = Pick<Role, "contract" | "document" | "line">;

/** The versions of a contract that are newer than a package's, oldest first, as references. */
export function contractsAfter(
  name: string,
  version: string,
  line?: string,
): readonly { version: string; reference: string }[] {
  return contractVersions(name, line)
    .filter((one) => compareVersions(one, version) > 0)
    .map((one) => ({ version: one, reference: reference(name, one, line) }));
}

const reference = (name: string, version: string, line: string | undefined) =>
  line === undefined ? `${name}@${version}` : `${name}/${line}@${version}`;

function contractVersions(name: string, line: string | undefined): readonly string[] {
  const found = builtIns().find((one) => one.name === name);
  const own = line === undefined ? found : found?.lines.find((one) => one.line === line);
  return own ? [...own.versions].sort(compareVersions) : [];
}
