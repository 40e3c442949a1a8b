/** An address that names nothing. */
import { html } from "../parts/html.js";
import { useTitle } from "../parts/title.js";

export function NowhereView() {
  useTitle("Nothing here");
  return html`<h1>Nothing here</h1><p><a href="#/">All fleets</a></p>`;
}
