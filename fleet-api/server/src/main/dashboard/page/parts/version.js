/** A release by its version. */
import { Ago } from "./ago.js";
import { short } from "./format.js";
import { html } from "./html.js";

/** Quiet where it only repeats the one it is `like`. */
export function Version({ release, like }) {
  if (release === undefined) {
    return html`<span class="muted" title="none">–</span>`;
  }
  const same = like?.id === release.id;
  return html`
    <span class="version ${same && "same"}" title="commit ${short(release.commit)}">${release.version}</span>`;
}

/** With its commit and age below. */
export function CurrentRelease({ release }) {
  if (release === undefined) {
    return html`<span class="muted">none yet</span>`;
  }
  return html`
    <span class="version">${release.version}</span>
    <span class="aside"><code>${short(release.commit)}</code> · <${Ago} at=${release.createdAt} /></span>`;
}
