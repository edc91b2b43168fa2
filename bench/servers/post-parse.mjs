import { servePosts } from "./post-http.mjs";

servePosts(() => true);
