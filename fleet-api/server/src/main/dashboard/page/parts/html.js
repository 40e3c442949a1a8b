/** Tagged templates as Preact's virtual nodes. */
import htm from "htm";
import { h } from "preact";

export const html = htm.bind(h);
