/** How a fleet's devices stand: settled, failed, and those still under way. */
import { count } from "./format.js";
import { html } from "./html.js";

export function Progress({ fleet }) {
  const { devices, settled, failed } = fleet;
  const share = (number) => ({ width: `${devices === 0 ? 0 : (100 * number) / devices}%` });
  return html`
    <span class="progress">
      <span class="progress-bar" aria-hidden="true">
        <span class="settled" style=${share(settled)}></span><span class="failed" style=${share(failed)}></span>
      </span>
      <span>${count(devices, "device")}</span>
    </span>`;
}

/** So many of all. */
export function Part({ count, of }) {
  return html`${count}<span class="muted"> / ${of}</span>`;
}

export function FailedCount({ failed }) {
  return html`<span class=${failed > 0 ? "tone-bad" : "muted"}>${failed}</span>`;
}
