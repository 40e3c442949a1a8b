/** An address that names nothing. */
import { html } from "../parts/html.js";

export function NowhereView() {
  return html`<h1>Nothing here</h1><p><a href="#/">All fleets</a></p>`;
}
