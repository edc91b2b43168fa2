import { GraphQLError } from "graphql";
import type { Json } from "../../../edit.ts";

/**
 * An error as a runtime makes it: `CopilotKitError` of @copilotkit/shared 1.10.6, and the GraphQL error around it. The
 * runtimes put their stack trace, with paths of the server's disk, beside the innermost message; the mock has none to show.
 */
function copilotError(message: string, about: Json): GraphQLError {
  return new GraphQLError(message, { extensions: extensionsOf(message, about) });
}

/** One that was caught and thrown again: it is told twice. */
const rethrown = (message: string, about: Json) =>
  new GraphQLError(message, {
    extensions: { ...about, originalError: { message, extensions: extensionsOf(message, about) } },
  });

const extensionsOf = (message: string, about: Json) => ({ ...about, originalError: { message } });

const help = "https://docs.copilotkit.ai/coagents/troubleshooting/common-issues#i-am-getting-agent-not-found-error";

/** `loadAgentState` of an agent that nobody has. */
export const agentNotFound = (name: string, known: string) =>
  copilotError(
    `Agent '${name}' was not found. Available agents are: ${known}. Please verify the agent name in your configuration and ensure it matches one of the available agents.\n\nSee more: [${help}](${help})`,
    {
      name: "CopilotError",
      statusCode: 500,
      code: "AGENT_NOT_FOUND",
      visibility: "banner",
      severity: "critical",
      troubleshootingUrl: help,
    },
  );

/**
 * `generateCopilotResponse` of an agent that nobody has, or with what is no JSON inside. A real 1.9.3 or 1.10.6 has lost its
 * other agents after the former until it is started again; the mock has not.
 */
export const unknownError = () =>
  rethrown("An unexpected error occurred. Please check the logs for more details.", {
    name: "CopilotError",
    statusCode: 500,
    code: "UNKNOWN",
    visibility: "toast",
    severity: "critical",
    troubleshootingUrl: null,
  });

/** `generateCopilotResponse` without an agent, at a runtime that has no model of its own. */
export const noAgent = () =>
  rethrown(
    "Invalid adapter configuration: EmptyAdapter is only meant to be used with agent lock mode. \nFor non-agent components like useCopilotChatSuggestions, CopilotTextarea, or CopilotTask, \nplease use an LLM adapter instead.",
    {
      name: "CopilotError",
      statusCode: 400,
      code: "MISUSE",
      visibility: "dev_only",
      severity: "warning",
      troubleshootingUrl: null,
    },
  );

/** `variables.data.cloud` without the key that goes with it. */
export const noCloudKey = () => new GraphQLError("X-CopilotCloud-Public-API-Key header is required");
