/** Names and values side by side, as many in a row as fit. */
import { html } from "./html.js";

export function Facts({ children }) {
  return html`<dl class="facts" aria-busy=${children === undefined}>${children}</dl>`;
}

export function Fact({ name, wide = false, children }) {
  return html`<div class=${wide && "wide"}><dt>${name}</dt><dd>${children}</dd></div>`;
}
