/** What can be wrong with the club, which checks are then not `pass`, and the rule that the first of them breaks. */
export const clubDefects = {
  "notes-missing": {
    rule: "route/registered",
    checks: ["note/registered", "note/answers", "note/refuses", "note/method", "note/client"],
  },
  "takes-anything": { rule: "response/refusal", checks: ["note/refuses"] },
  "odd-422": { rule: "response/refusal", checks: ["note/refuses"] },
  "method-400": { rule: "route/unregistered", checks: ["member/method", "note/method"] },
  "other-404": { rule: "route/unregistered", checks: ["unregistered/path"] },
  "upgrade-404": { rule: "route/unregistered", checks: ["unregistered/upgrade"] },
  "no-cors": { rule: "response/header", checks: ["member/answers"] },
  "forgets-members": { rule: "response/status", checks: ["member/answers"] },
  "takes-any-origin": { rule: "handshake/refused", checks: ["room/refused-foreign-origin"] },
  "ignores-malformed": { rule: "order/reply", checks: ["room/malformed"] },
  "answers-nod": { rule: "order/silence", checks: ["room/reply-nod"] },
  "n-as-text": { rule: "shape/type", checks: ["room/frames"] },
  mute: { rule: "order/reply", checks: ["room/reply-say", "room/replay"] },
  "no-replay": { rule: "order/replay", checks: ["room/replay"] },
  "replays-backwards": { rule: "order/replay", checks: ["room/replay"] },
  "replays-twice": { rule: "order/replay", checks: ["room/replay"] },
  "replays-for-ever": { rule: "order/replay", checks: ["room/replay"] },
  "refuses-stars": { rule: "compat/input-refused", checks: ["note/client"] },
} as const;

export type ClubDefect = keyof typeof clubDefects;

/** Whether the club takes a body for a note. */
export function isNote(text: string, type = "application/json", defect?: ClubDefect): boolean {
  if (defect === "takes-anything") return true;
  try {
    const note = JSON.parse(text);
    if (defect === "refuses-stars" && "stars" in note) return false;
    const stars = note.stars === undefined || Number.isInteger(note.stars);
    return type.startsWith("application/json") && typeof note.text === "string" && note.text.length > 0 && stars;
  } catch {
    return false;
  }
}
