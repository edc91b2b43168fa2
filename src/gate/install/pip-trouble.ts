import type { Ended } from "./child.ts";
import { type InstallError, installError } from "./install-error.ts";
import { titleOf } from "./manifest.ts";
import type { Python } from "./python.ts";
import type { Job } from "./types.ts";
import { normalised } from "./venv.ts";

const INDEX = "The Python package index";

/** A requirement that pip found nothing for: it says the same whether there is none, none for us, or no index. */
interface Missing {
  readonly missing: string;
}

/** What went wrong with pip, by its words; undefined when nothing did. */
export function pipTrouble(job: Job, { code, stdout, stderr }: Ended): InstallError | Missing | undefined {
  if (code === 0) return undefined;
  const title = titleOf(job.wanted);
  const text = `${stdout}\n${stderr}`;
  if (/No space left on device|\[Errno (28|122)\]|Disk quota exceeded/.test(text)) {
    return installError.diskFull(job.cache, title);
  }
  const silent = /Retrying \(Retry\(total=0.+after connection broken by '(.+)/.exec(text)?.[1];
  const failed = /(?:HTTP error (\d+)|too many (5\d\d) error responses)/.exec(text);
  if (failed) return installError.registryDown(INDEX, title, `it answers ${failed[1] ?? failed[2]}`);
  if (silent) {
    const why = /connection refused|timed out|name resolution|not known|certificate verify failed/i.exec(silent)?.[0];
    return installError.registryDown(INDEX, title, why?.toLowerCase() ?? /^\w+/.exec(silent)?.[0] ?? "it is silent");
  }
  const missing = /No matching distribution found for ([^\s(;]+)/.exec(text)?.[1];
  if (missing) return { missing };
  if (/ResolutionImpossible/.test(text)) {
    return installError.cannotResolve(title, conflictIn(text) ?? "their requirements conflict");
  }
  if (
    /(?:Connection|ReadTimeout|ProtocolError|SSLError|IncompleteRead)\w*(?:Error)?\b.*(?:Pool|broken|timed out)/.test(
      text,
    )
  ) {
    return installError.registryDown(INDEX, title, lastError(text));
  }
  if (/metadata-generation-failed|subprocess-exited-with-error|Failed building wheel/.test(text)) {
    const name =
      /(?:Failed building wheel for|Failed to build|Encountered error while generating package metadata\.[\s\S]*?╰─>) ([^\s]+)/.exec(
        text,
      );
    return installError.scriptFailed(
      name?.[1] && name[1] !== "See" ? name[1] : title,
      raisedIn(text) ?? "its build failed",
    );
  }
  return installError.cannotInstall(title, lastError(text) || `pip ended with exit code ${code}`);
}

/**
 * Why nothing was found, from what pip says of each file when it is asked for that one requirement alone with -vv.
 */
export function explain(job: Job, base: Python, requirement: string, { code, stdout, stderr }: Ended): InstallError {
  const title = titleOf(job.wanted);
  const text = `${stdout}\n${stderr}`;
  const [, name = requirement, version] = /^([\w.-]+)(?:\[[^\]]*\])?==([\w.!+-]+)$/.exec(requirement) ?? [];
  const refused = /Could not fetch URL \S+: (?!404)(.+?)(?: for url: .*)?(?: - skipping)/.exec(text)?.[1];
  if (refused) return installError.registryDown(INDEX, title, refused.replace(/\.$/, ""));
  const links = version === undefined ? [] : linesAbout(name, version, text);
  if (links.some((line) => /requires a different Python|Requires-Python/i.test(line))) {
    return installError.cannotInstall(title, `${requirement} is not for Python ${base.version}`);
  }
  if (links.some((line) => /No sources permitted/.test(line))) {
    const why = `${requirement} has no wheel for this Python and platform, and building it would run its code`;
    return installError.cannotInstall(title, why);
  }
  if (links.some((line) => /none of the wheel's tags/.test(line))) {
    return installError.cannotInstall(title, `${requirement} has no wheel for ${base.tag}`);
  }
  if (code === 0) return installError.registryDown(INDEX, title, `it had no ${requirement} at first, and has it now`);
  const mine = Object.entries(job.wanted.packages).find(
    ([one, exact]) => normalised(one.replace(/\[.*/, "")) === normalised(name) && exact === version,
  );
  if (mine) return installError.noSuchVersion(mine[0], mine[1], INDEX);
  return installError.cannotResolve(title, `they need ${requirement}, which does not exist`);
}

/** What pip said of the files of one version. */
function linesAbout(name: string, version: string, text: string): string[] {
  const literal = (words: string) => words.replace(/[.+!]/g, "\\$&");
  const words = name
    .split(/[-_.]+/)
    .map(literal)
    .join("[-_.]+");
  const file = new RegExp(`/${words}-${literal(version)}[-.]`, "i");
  return text.split("\n").filter((line) => file.test(line));
}

/** The lines under "The conflict is caused by:", as one. */
function conflictIn(text: string): string | undefined {
  const lines = /The conflict is caused by:\n((?: {4}.+\n)+)/.exec(text)?.[1];
  return lines
    ?.trim()
    .split(/\s*\n\s*/)
    .join(", ")
    .replace(/\.$/, "");
}

/** The exception of a build. */
function raisedIn(text: string): string | undefined {
  return [...text.matchAll(/^\s*(\w+(?:Error|Exception|Exit): .+)$/gm)].at(-1)?.[1]?.trim().replace(/\.$/, "");
}

function lastError(text: string): string {
  const lines = text.split("\n").filter((line) => line.startsWith("ERROR: "));
  return (lines.at(-1) ?? "").replace(/^ERROR:\s*/, "").replace(/\.?\s*$/, "");
}
