import { type Edit, type Json, without } from "../edit.ts";

/** One named, deterministic misbehaviour that fits any endpoint. */
export interface Fault {
  readonly name: string;
  readonly title: string;
  readonly edit: Edit;
}

const fault = (name: string, title: string, edit: Omit<Edit, "endpoint">): Fault => ({
  name,
  title,
  edit: { endpoint: "*", ...edit },
});

const status = (code: number, body: string): Omit<Edit, "endpoint"> => ({
  head: ({ headers }) => ({ status: code, headers: { ...headers, "content-type": "application/json" } }),
  frames: () => [{ detail: body }],
});

/** The second half of the events comes before the first. */
const swapped = (frames: readonly Json[]): readonly Json[] => {
  const half = Math.floor(frames.length / 2);
  return [...frames.slice(half), ...frames.slice(0, half)];
};

const table: readonly Fault[] = [
  fault("reset", "Every connection is broken before a byte is answered", { cutAfter: 0 }),
  fault("http-500", "Every answer is 500", status(500, "Internal Server Error")),
  fault("http-422", "Every answer is 422", status(422, "Refused by the fault http-422")),
  fault("handshake-401", "Every upgrade is answered 401", { upgrade: { status: 401 } }),
  fault("handshake-403", "Every upgrade is answered 403", { upgrade: { status: 403 } }),
  fault("handshake-404", "Every upgrade is answered 404", { upgrade: { status: 404 } }),
  fault("handshake-426", "Every upgrade is answered 426", { upgrade: { status: 426 } }),
  fault("handshake-hang", "No upgrade is ever answered", { upgrade: "hang" }),
  fault("accept-then-silence", "Everything is accepted, and nothing is ever said", { silent: true }),
  fault("slow-first-byte", "Two seconds pass before the first byte", { delay: 2000 }),
  fault("reset-mid-stream", "The connection breaks after the third frame", { cutAfter: 3 }),
  fault("truncated-stream", "A stream ends without its last event", {
    frames: without("RUN_FINISHED", "RUN_ERROR", "done"),
  }),
  fault("crlf-framing", "Lines of event streams end in CRLF", { raw: (text) => text.replaceAll(/\r?\n/g, "\r\n") }),
  fault("missing-id", "Messages and tool calls have no id", {
    frames: (frames) => frames.map(({ messageId: _message, toolCallId: _call, ...rest }) => rest),
  }),
  fault("wrong-order", "The second half of a stream comes first", { frames: swapped }),
];

/** Every fault, in the order of the documentation. */
export function faults(): readonly Fault[] {
  return table;
}

export function faultNamed(name: string | undefined): Fault | undefined {
  return table.find((one) => one.name === name);
}
