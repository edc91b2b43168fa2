import { child, children, expectObject, type Place, textAt } from "./place.ts";
import type { Reading } from "./reading.ts";

/** An operation of an AsyncAPI document, with its references followed. */
export interface Operation {
  readonly place: Place;
  readonly channel: Place;
  /** `send`: the server sends; `receive`: a client does. */
  readonly action: string | undefined;
  /** The Reply Object; its value is undefined where there is none. */
  readonly reply: Place;
  /** The channel on which the reply comes: the operation's own when it names no other. */
  readonly replyTo: Place;
}

export function readOperations(root: Place, reading: Reading): Operation[] {
  return children(expectObject(child(root, "operations"))).map(([, unfollowed]) => {
    const place = expectObject(reading.references.follow(unfollowed));
    const channel = reading.at(place, "channel");
    const reply = reading.at(place, "reply");
    const other = reading.at(reply, "channel");
    return {
      place,
      channel,
      action: textAt(place, "action"),
      reply,
      replyTo: other.value === undefined ? channel : other,
    };
  });
}
