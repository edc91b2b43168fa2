import type { Exchange, HttpEndpoint } from "../../contracts/index.ts";

/** What was answered, in a few words: `404 {"detail":"Not Found"}`. */
export function saw(exchange: Exchange): string {
  const { response, frames } = exchange;
  if (!response) return "nothing";
  const location = response.headers.location;
  if (location !== undefined && response.status < 400) return `${response.status} to ${location}`;
  const type = (response.headers["content-type"] ?? "").split(";")[0];
  const body =
    frames
      .find(({ from }) => from === "server")
      ?.raw.replace(/\s+/g, " ")
      .trim() ?? "";
  if (type === "text/html") return `${response.status} with a page of HTML`;
  return `${response.status}${body ? ` ${body.length > 80 ? `${body.slice(0, 79)}…` : body}` : ""}`;
}

/** Why an exchange without an answer says nothing about the contract. */
export function silence(exchange: Exchange): string {
  const { end } = exchange;
  if ("message" in end) return end.message;
  return end.how === "left" ? "stopped before it was answered" : "the connection ended without an answer";
}

/** The beginning of a frame, as it was sent. */
export const beginning = (raw: string) => (raw.length > 60 ? `${raw.slice(0, 59)}…` : raw);

export const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** An endpoint for a person: `POST /runs`, or `POST (the URL itself) as info` where the body tells operations apart. */
export function addressed({ method, path, when }: HttpEndpoint): string {
  const as = when ? ` as ${Object.values(when).map(String).join(" and ")}` : "";
  return `${method} ${path || "(the URL itself)"}${as}`;
}
