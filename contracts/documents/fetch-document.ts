import { ContractError } from "./contract-error.ts";
import { maximumBytes, tooLarge } from "./size.ts";

/** How long a document by URL may take, in milliseconds. */
const patience = 5000;

/**
 * Gets the text of a document by URL. Redirects are followed, as a browser would.
 *
 * @throws ContractError `unreachable`, `not-ok`, `too-slow`, `too-large` or `not-a-contract` (HTML)
 */
export async function fetchDocument(url: string): Promise<string> {
  const signal = AbortSignal.timeout(patience);
  try {
    const response = await fetch(url, { signal, headers: { accept: "application/json, application/yaml, */*;q=0.1" } });
    if (!response.ok) {
      await response.body?.cancel();
      const message = `${url} answered ${response.status}, not a document.`;
      throw new ContractError(
        "not-ok",
        message,
        "Open the URL in a browser, and give the one that shows the document.",
      );
    }
    const text = await textOf(response, url);
    if (/html/i.test(response.headers.get("content-type") ?? "") || /^\s*<(!doctype|html)/i.test(text)) {
      const next = "Give the URL of the document itself, for FastAPI /openapi.json instead of /docs.";
      throw new ContractError("not-a-contract", `${url} answered an HTML page, not a document.`, next);
    }
    return text;
  } catch (error) {
    if (error instanceof ContractError) throw error;
    if (signal.aborted) {
      const message = `${url} did not answer within ${patience / 1000} s.`;
      throw new ContractError("too-slow", message, "Start the server, or save the document and give its file.");
    }
    const message = `${url} cannot be reached: ${reasonOf(error)}.`;
    throw new ContractError("unreachable", message, "Start the server, or save the document and give its file.");
  }
}

async function textOf(response: Response, url: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maximumBytes) throw tooLarge(url);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** `fetch` hides why it failed in a cause, and with several addresses in the causes of that. */
function reasonOf(error: unknown): string {
  const cause = (error as { cause?: unknown }).cause ?? error;
  const first = cause instanceof AggregateError ? cause.errors[0] : cause;
  return String((first as Error).message ?? first).replace(/\.$/, "");
}
