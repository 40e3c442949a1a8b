/** A release by its version, quiet where it only repeats what is said beside it. */
import { html } from "./html.js";
import { short } from "./format.js";

export function Version({ release, like }) {
  if (release === undefined) {
    return html`<span class="muted" title="none">–</span>`;
  }
  const same = like?.id === release.id;
  return html`<span class="version ${same ? "same" : ""}" title="commit ${short(release.commit)}">${release.version}</span>`;
}
