import type { Answer } from "../../behaviour.ts";

export const json = (status: number, body: unknown): Answer => ({ status, body });

/** What single-route-helpers.ts of @copilotkit/runtime answers to an envelope that it cannot open. */
export const invalidRequest = (message: string, status = 400): Answer =>
  json(status, { error: "invalid_request", message });

export const nothing: Answer = { status: 204, contentType: "", body: "" };

export const notFound = json(404, { error: "Not found" });

export const methodNotAllowed = (allow: string): Answer => ({
  ...json(405, { error: "Method not allowed" }),
  headers: { allow },
});

/** What belongs to the platform that the mock, like a runtime without a licence, has not. */
export const noPlatform = (what: string): Answer =>
  json(422, {
    error: `Missing CopilotKitIntelligence configuration. ${what} a CopilotKitIntelligence instance to be provided in CopilotRuntime options.`,
  });
