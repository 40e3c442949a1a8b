/** A small mark beside every state: its shape tells as much as its colour does. */
import { html } from "./html.js";

const SHAPES = {
  ok: html`<circle cx="6" cy="6" r="4.5" fill="currentColor" />`,
  busy: html`
    <path d="M6 1.5a4.5 4.5 0 0 1 0 9z" fill="currentColor" />
    <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" stroke-width="1.2" />`,
  warn: html`<path d="M6 1 11.2 10.5H.8z" fill="currentColor" />`,
  bad: html`<path d="M2.5 2.5l7 7m0-7l-7 7" stroke="currentColor" stroke-width="2.2" />`,
  idle: html`<circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" stroke-width="1.4" />`,
};

/** `tone` is ok, busy, warn, bad or idle. */
export function Mark({ tone }) {
  return html`<svg class="mark tone-${tone}" viewBox="0 0 12 12" aria-hidden="true">${SHAPES[tone]}</svg>`;
}
