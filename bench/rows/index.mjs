import { broadcast } from "./broadcast.mjs";
import { frames } from "./frames.mjs";
import { post } from "./post.mjs";
import { start } from "./start.mjs";
import { stream } from "./stream.mjs";
import { verify } from "./verify.mjs";

/** Every kind of work that is measured, in the order of the page. @type {readonly import("../types.mjs").Row[]} */
export const rows = [post, stream, broadcast, frames, start, verify];
