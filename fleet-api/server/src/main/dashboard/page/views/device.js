/** One device: why it runs what it runs, each service as observed, and how to reach it. */
import { useRoute } from "../context.js";
import { Ago } from "../parts/ago.js";
import { Commands } from "../parts/command.js";
import { Fact, Facts } from "../parts/facts.js";
import { short } from "../parts/format.js";
import { html } from "../parts/html.js";
import { Mark } from "../parts/mark.js";
import { ProblemNote } from "../parts/problem.js";
import { Phase, serviceState, Status } from "../parts/state.js";
import { Table } from "../parts/table.js";
import { useTitle } from "../parts/title.js";
import { Version } from "../parts/version.js";
import { toFleet } from "../router.js";

export function DeviceView({ id }) {
  const { value: device, problem } = useRoute(`/devices/${encodeURIComponent(id)}`);
  useTitle(device?.name ?? "Device");
  if (device === undefined) {
    return html`
      <h1>Device</h1>
      ${problem && html`<${ProblemNote} problem=${problem} />`}
      <p><a href="#/">All fleets</a></p>`;
  }
  return html`
    <nav class="crumbs" aria-label="Where you are">
      <a href="#/">Fleets</a><span aria-hidden="true">/</span>
      <a href=${toFleet(device.fleet)}>${device.fleet}</a><span aria-hidden="true">/</span>
    </nav>
    <h1>${device.name}</h1>
    <p class=${device.status === "ONLINE" ? "why" : "why stale"}>
      <${Phase} phase=${device.phase} /> <span>${device.why}</span>
    </p>
    ${device.failure && html`<${Failure} failure=${device.failure} />`}
    <${Runs} device=${device} />
    <h2>Services</h2>
    <${Services} device=${device} />
    <h2>Next</h2>
    <${Commands} commands=${[
      ["Follow its logs", `fleet logs ${device.name} --follow`],
      ["Open a shell", `fleet ssh ${device.name}`],
    ]} />`;
}

function Services({ device }) {
  if (device.services.length === 0) {
    return html`<p class="muted">Nothing has been reported yet.</p>`;
  }
  return html`
    <${Table} caption="Services" kind="service-list" columns=${serviceColumns(device)} rows=${device.services}
      rowId=${(service) => service.name} stale=${() => device.status !== "ONLINE"} />`;
}

function Runs({ device }) {
  const { target, running, healthy } = device;
  return html`
    <${Facts}>
      <${Fact} name="Status"><${Status} status=${device.status} /><//>
      <${Fact} name="Last seen"><${Ago} at=${device.lastSeen} /><//>
      <${Fact} name="Target"><${Version} release=${target} /><//>
      <${Fact} name="Running"><${Version} release=${running} like=${target} /><//>
      <${Fact} name="Healthy"><${Version} release=${healthy} like=${target} /><//>
      <${Fact} name="Type">${device.type}<//>
      <${Fact} name="Platform">${device.platform}<//>
      ${device.model && html`<${Fact} name="Model">${device.model}<//>`}
      <${Fact} name="Supervisor">${device.supervisorVersion}<//>
      <${Fact} name="Joined"><${Ago} at=${device.createdAt} /><//>
      <${Fact} name="Id" wide><code>${device.id}</code><//>
    <//>`;
}

function serviceColumns(device) {
  return [
    { id: "name", title: "Service", cell: ({ name }) => name },
    { id: "state", title: "State", cell: (service) => html`<${ServiceWord} service=${service} />` },
    {
      id: "release",
      title: "Release",
      cell: ({ release }) => html`<${ServiceRelease} device=${device} id=${release} />`,
    },
    { id: "image", title: "Image", cell: ({ image }) => image && html`<code title=${image}>${short(image)}</code>` },
    { id: "restarts", title: "Restarts", cell: ({ restarts }) => restarts },
  ];
}

/** A container may still be of a release that the device otherwise has left. */
function ServiceRelease({ device: { target, running, healthy }, id }) {
  const release = [target, running, healthy].find((known) => known?.id === id);
  return html`<span class="version">${release?.version ?? (id && short(id))}</span>`;
}

function ServiceWord({ service }) {
  const [tone, word] = serviceState(service);
  return html`<span class="state tone-${tone}"><${Mark} tone=${tone} />${word}</span>`;
}

function Failure({ failure }) {
  return html`
    <section class="failure" aria-label="Failure">
      <p><${Mark} tone="bad" />${failure.service && html`<strong>${failure.service}</strong>: `}${failure.reason}</p>
      ${failure.lines.length > 0 && html`<pre tabindex="0">${failure.lines.join("\n")}</pre>`}
    </section>`;
}
