import type { Ended } from "./child.ts";
import { InstallError, installError } from "./install-error.ts";
import { titleOf } from "./manifest.ts";
import type { Job } from "./types.ts";

const REGISTRY = "The npm registry";

interface Said {
  /** A word (`ETARGET`), or the exit code of a script. */
  readonly code?: string | number;
  readonly summary?: string;
  readonly detail?: string;
}

/** What went wrong with npm, by the code that it gives; undefined when nothing did. */
export function npmTrouble({ wanted, cache }: Job, { code: exit, stdout, stderr }: Ended): InstallError | undefined {
  const title = titleOf(wanted);
  // npm ends well where a file could not be unpacked, and only warns.
  const torn = /TAR_ENTRY_ERROR (.+)/.exec(stderr)?.[1];
  const said = exit === 0 ? undefined : errorIn(stdout);
  const code = String(said?.code ?? "");
  if (/\b(ENOSPC|EDQUOT)\b/.test(torn ?? code)) return installError.diskFull(cache, title);
  if (torn) return installError.cannotInstall(title, oneLine(torn));
  if (exit === 0) return undefined;
  if (exit === 127) {
    return new InstallError(
      "no-npm",
      `${title} needs npm, which does not run here.`,
      "Install npm: it comes with Node.",
    );
  }

  const summary = oneLine(said?.summary ?? "") || lastLine(stderr) || `npm ended with exit code ${exit}`;
  const missing = missingIn(code, said ?? {});
  if (missing) {
    const [name, version] = missing;
    if (wanted.packages[name] === version) return installError.noSuchVersion(name, version, REGISTRY);
    return installError.cannotResolve(title, `they need ${name}@${version}, which does not exist`);
  }
  if (code === "ERESOLVE") return installError.cannotResolve(title, conflictIn(said?.detail ?? "") ?? summary);
  if (code === "EOVERRIDE" || code === "EINVALIDPACKAGENAME" || code === "EINVALIDTAGNAME") {
    return installError.cannotResolve(title, summary);
  }
  if (isRegistry(code)) return installError.registryDown(REGISTRY, title, summary);
  if (/^\d+$/.test(code) || code === "ELIFECYCLE") {
    const path = /npm error path (.+)/.exec(stderr)?.[1]?.replaceAll("\\", "/");
    const name = path?.split("/node_modules/").at(-1) ?? title;
    return installError.scriptFailed(name, /npm error command (?!failed)(.+)/.exec(stderr)?.[1]?.trim() ?? summary);
  }
  return installError.cannotInstall(title, code && !summary.includes(code) ? `${summary} (${code})` : summary);
}

function isRegistry(code: string): boolean {
  const network = ["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "EPIPE"];
  const more = ["FETCH_ERROR", "UND_ERR", "ERR_SOCKET_TIMEOUT", "EPROTO", "DEPTH_ZERO_SELF_SIGNED_CERT"];
  return [...network, ...more].includes(code) || /TIMEOUT|TIMEDOUT|CERT|^E(401|403|407|408|429|5\d\d)$/.test(code);
}

/** Name and version (or range) of what the registry does not have. */
function missingIn(code: string, { summary = "", detail = "" }: Said): [string, string] | undefined {
  const found =
    code === "ETARGET"
      ? /No matching version found for (.+?)@([^@]*?)\.?$/m.exec(summary)
      : code === "E404"
        ? /'(.+?)@([^@]*)' (?:could not be found|is not in)/.exec(detail)
        : null;
  return found ? [found[1]!, found[2]!] : undefined;
}

/** `peer react@"^18.0.0" from react-dom@18.0.0` against what was found. */
function conflictIn(detail: string): string | undefined {
  const found = /^Found: (.+)$/m.exec(detail)?.[1];
  const needs = /^(?:Could not resolve dependency|Conflicting peer dependency):\s*\n(.+)$/m.exec(detail)?.[1];
  return found && needs ? `${needs.trim()}, and there is ${found}` : undefined;
}

/** npm prints its error as the last JSON object; scripts may have written before it. */
function errorIn(stdout: string): Said | undefined {
  for (let at = stdout.lastIndexOf("{\n"); at >= 0; at = at === 0 ? -1 : stdout.lastIndexOf("{\n", at - 1)) {
    try {
      const { error } = JSON.parse(stdout.slice(at));
      if (error) return error;
    } catch {
      // An inner object.
    }
  }
  return undefined;
}

function lastLine(stderr: string): string {
  const lines = stderr.split("\n").filter((line) => /^npm error (?!A complete log)/.test(line));
  return oneLine((lines[0] ?? "").replace(/^npm error\s*/, ""));
}

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, " ").replace(/\.?\s*$/, "");
