/**
 * What the pages of each version would fetch from elsewhere. All of it is refused in the specs, and they pass: no page
 * needs any of it.
 */
export const outside: Readonly<Record<string, readonly string[]>> = {
  "1.9.3": [],
  "1.10.6": [],
  "1.50.0": ["https://cdn.copilotkit.ai/announcements.json"],
  "1.74.0": [
    "https://cdn.copilotkit.ai/notifications/v1.json",
    "https://fonts.googleapis.com/css2",
    "https://telemetry.copilotkit.ai/ingest",
  ],
};
