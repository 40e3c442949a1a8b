/** A moment as its age, which grows while one looks at it. */
import { useEffect, useState } from "preact/hooks";
import { serverNow } from "../clock.js";
import { age, clockTime } from "./format.js";
import { html } from "./html.js";

const TICK = 5000;

export function Ago({ at, never = "never" }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), TICK);
    return () => clearInterval(timer);
  }, []);
  if (at === undefined) {
    return html`<span class="muted">${never}</span>`;
  }
  const text = age(serverNow() - Date.parse(at));
  return html`<time datetime=${at} title=${clockTime(at)}>${text === "now" ? text : `${text} ago`}</time>`;
}
