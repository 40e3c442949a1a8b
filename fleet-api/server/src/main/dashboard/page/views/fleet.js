/** One fleet: what it should run, how far its devices are, and either devices or releases. */
import { useRoute } from "../context.js";
import { Command } from "../parts/command.js";
import { Fact, Facts } from "../parts/facts.js";
import { html } from "../parts/html.js";
import { ProblemNote } from "../parts/problem.js";
import { FailedCount, Part, Progress } from "../parts/progress.js";
import { useTitle } from "../parts/title.js";
import { CurrentRelease } from "../parts/version.js";
import { toFleet, toReleases } from "../router.js";
import { DeviceList } from "./devices.js";
import { ReleaseList } from "./releases.js";

export function FleetView({ name, tab }) {
  useTitle(name);
  const { value: fleet, problem } = useRoute(`/fleets/${encodeURIComponent(name)}`);
  if (problem && fleet === undefined) {
    return html`
      <h1>${name}</h1>
      <${ProblemNote} problem=${problem} />
      <p><a href="#/">All fleets</a></p>`;
  }
  return html`
    <nav class="crumbs" aria-label="Where you are"><a href="#/">Fleets</a><span aria-hidden="true">/</span></nav>
    <h1>${name}</h1>
    ${fleet === undefined ? html`<${Facts} />` : html`<${Summary} fleet=${fleet} />`}
    <nav class="tabs" aria-label="Fleet">
      <${Tab} to=${toFleet(name)} here=${tab === "devices"}>Devices<//>
      <${Tab} to=${toReleases(name)} here=${tab === "releases"}>Releases<//>
    </nav>
    ${tab === "releases"
      ? html`<${ReleaseList} name=${name} fleet=${fleet} />`
      : html`<${DeviceList} name=${name} />`}`;
}

function Summary({ fleet }) {
  return html`
    <${Facts}>
      <${Fact} name="Release"><${CurrentRelease} release=${fleet.release} /><//>
      <${Fact} name="Devices" wide><${Progress} fleet=${fleet} /><//>
      <${Fact} name="Online"><${Part} count=${fleet.online} of=${fleet.devices} /><//>
      <${Fact} name="Settled"><${Part} count=${fleet.settled} of=${fleet.devices} /><//>
      <${Fact} name="Failed"><${FailedCount} failed=${fleet.failed} /><//>
      ${fleet.note && html`<${Fact} name="Note" wide>${fleet.note}<//>`}
      <${Fact} name="Git" wide><${Command} line=${fleet.gitUrl} /><//>
    <//>`;
}

function Tab({ to, here, children }) {
  return html`<a href=${to} aria-current=${here ? "page" : undefined}>${children}</a>`;
}
