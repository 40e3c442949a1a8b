/** One fleet: what it should run, how far its devices are, and either devices or releases. */
import { useRoute } from "../context.js";
import { Ago } from "../parts/ago.js";
import { Command } from "../parts/command.js";
import { short } from "../parts/format.js";
import { html } from "../parts/html.js";
import { Progress } from "../parts/progress.js";
import { ProblemNote } from "../parts/problem.js";
import { useTitle } from "../parts/title.js";
import { toFleet, toReleases } from "../router.js";
import { DeviceList } from "./devices.js";
import { ReleaseList } from "./releases.js";

export function FleetView({ name, tab }) {
  useTitle(name);
  const { value: fleet, problem } = useRoute(`/fleets/${encodeURIComponent(name)}`);
  if (problem && fleet === undefined) {
    return html`<h1>${name}</h1><${ProblemNote} problem=${problem} /><p><a href="#/">All fleets</a></p>`;
  }
  return html`
    <nav class="crumbs" aria-label="Where you are"><a href="#/">Fleets</a><span aria-hidden="true">/</span></nav>
    <h1>${name}</h1>
    <${Summary} fleet=${fleet} />
    <nav class="tabs" aria-label="Fleet">
      <a href=${toFleet(name)} aria-current=${tab === "devices" ? "page" : undefined}>Devices</a>
      <a href=${toReleases(name)} aria-current=${tab === "releases" ? "page" : undefined}>Releases</a>
    </nav>
    ${tab === "releases"
      ? html`<${ReleaseList} name=${name} fleet=${fleet} />`
      : html`<${DeviceList} name=${name} fleet=${fleet} />`}`;
}

function Summary({ fleet }) {
  if (fleet === undefined) {
    return html`<dl class="facts" aria-busy="true"></dl>`;
  }
  const { release } = fleet;
  return html`
    <dl class="facts">
      <div><dt>Release</dt><dd>${release ? html`<span class="version">${release.version}</span> <span class="aside"><code>${short(release.commit)}</code> · <${Ago} at=${release.createdAt} /></span>` : html`<span class="muted">none yet</span>`}</dd></div>
      <div class="wide"><dt>Devices</dt><dd><${Progress} fleet=${fleet} /></dd></div>
      <div><dt>Online</dt><dd>${fleet.online}<span class="muted"> / ${fleet.devices}</span></dd></div>
      <div><dt>Settled</dt><dd>${fleet.settled}<span class="muted"> / ${fleet.devices}</span></dd></div>
      <div><dt>Failed</dt><dd class=${fleet.failed > 0 ? "tone-bad" : "muted"}>${fleet.failed}</dd></div>
      <div class="wide"><dt>Git</dt><dd><${Command} line=${fleet.gitUrl} /></dd></div>
    </dl>`;
}
