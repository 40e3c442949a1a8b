/** One device: why it runs what it runs, each service as observed, and how to reach it. */
import { useRoute } from "../context.js";
import { Ago } from "../parts/ago.js";
import { Commands } from "../parts/command.js";
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
    return html`<h1>Device</h1>${problem && html`<${ProblemNote} problem=${problem} />`}<p><a href="#/">All fleets</a></p>`;
  }
  return html`
    <nav class="crumbs" aria-label="Where you are">
      <a href="#/">Fleets</a><span aria-hidden="true">/</span>
      <a href=${toFleet(device.fleet)}>${device.fleet}</a><span aria-hidden="true">/</span>
    </nav>
    <h1>${device.name}</h1>
    <p class=${device.status === "ONLINE" ? "why" : "why stale"}><${Phase} phase=${device.phase} /> <span>${device.why}</span></p>
    ${device.failure && html`<${Failure} failure=${device.failure} />`}
    <${Runs} device=${device} />
    <h2>Services</h2>
    ${device.services.length === 0
      ? html`<p class="muted">Nothing has been reported yet.</p>`
      : html`<${Table} caption="Services" kind="service-list" columns=${serviceColumns(device)} rows=${device.services} rowId=${(service) => service.name} stale=${() => device.status !== "ONLINE"} />`}
    <h2>Next</h2>
    <${Commands} commands=${[
      ["Follow its logs", `fleet logs ${device.name} --follow`],
      ["Open a shell", `fleet ssh ${device.name}`],
    ]} />`;
}

function Runs({ device }) {
  const { target, running, healthy } = device;
  return html`
    <dl class="facts">
      <div><dt>Status</dt><dd><${Status} status=${device.status} /></dd></div>
      <div><dt>Last seen</dt><dd><${Ago} at=${device.lastSeen} /></dd></div>
      <div><dt>Target</dt><dd><${Version} release=${target} /></dd></div>
      <div><dt>Running</dt><dd><${Version} release=${running} like=${target} /></dd></div>
      <div><dt>Healthy</dt><dd><${Version} release=${healthy} like=${target} /></dd></div>
      <div><dt>Type</dt><dd>${device.type}</dd></div>
      <div><dt>Platform</dt><dd>${device.platform}</dd></div>
      <div><dt>Supervisor</dt><dd>${device.supervisorVersion}</dd></div>
      <div><dt>Joined</dt><dd><${Ago} at=${device.createdAt} /></dd></div>
      <div class="wide"><dt>Id</dt><dd><code>${device.id}</code></dd></div>
    </dl>`;
}

function serviceColumns({ target, running, healthy }) {
  const known = [target, running, healthy].filter(Boolean);
  const version = (id) => known.find((release) => release.id === id)?.version ?? (id ? short(id) : "–");
  return [
    { id: "name", title: "Service", cell: ({ name }) => name },
    { id: "state", title: "State", cell: (service) => html`<${ServiceWord} service=${service} />` },
    { id: "release", title: "Release", cell: ({ release }) => html`<span class="version">${version(release)}</span>` },
    { id: "image", title: "Image", cell: ({ image }) => (image ? html`<code title=${image}>${short(image)}</code>` : "–") },
    { id: "restarts", title: "Restarts", cell: ({ restarts }) => restarts },
  ];
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
