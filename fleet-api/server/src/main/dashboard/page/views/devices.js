/** The devices of a fleet: who is there, what each should run, runs, and is healthy with. */
import { Ago } from "../parts/ago.js";
import { html } from "../parts/html.js";
import { Listing } from "../parts/listing.js";
import { Phase, Service, Status } from "../parts/state.js";
import { Version } from "../parts/version.js";
import { toDevice } from "../router.js";
import { FirstDevice } from "./first-steps.js";

const COLUMNS = [
  { id: "name", title: "Device", cell: (device) => html`<${Name} device=${device} />` },
  { id: "state", title: "State", cell: (device) => html`<${State} device=${device} />` },
  { id: "target", title: "Target", cell: ({ target }) => html`<${Version} release=${target} />` },
  {
    id: "running",
    title: "Running",
    cell: ({ target, running }) => html`<${Version} release=${running} like=${target} />`,
  },
  {
    id: "healthy",
    title: "Healthy",
    cell: ({ target, healthy }) => html`<${Version} release=${healthy} like=${target} />`,
  },
  { id: "services", title: "Services", cell: ({ services }) => html`<${Services} services=${services} />` },
  { id: "seen", title: "Last seen", cell: ({ lastSeen }) => html`<${Ago} at=${lastSeen} />` },
];

export function DeviceList({ name }) {
  return html`
    <${Listing} route="/devices?fleet=${encodeURIComponent(name)}" empty=${html`<${FirstDevice} fleet=${name} />`}
      caption="Devices of ${name}" kind="devices" columns=${COLUMNS} rowId=${(device) => device.id}
      stale=${(device) => device.status !== "ONLINE"} />`;
}

function Name({ device }) {
  return html`
    <a href=${toDevice(device.id)}>${device.name}</a>
    <span class="aside"><${Status} status=${device.status} /> · ${device.platform.replace("linux/", "")}</span>`;
}

function State({ device }) {
  return html`
    <${Phase} phase=${device.phase} />
    <span class="aside ${device.failure ? "tone-bad" : ""}">${device.failure?.reason ?? device.why}</span>`;
}

function Services({ services }) {
  return services.length === 0
    ? html`<span class="muted">none</span>`
    : html`<ul class="services">${services.map(
        (service) => html`<li key=${service.name}><${Service} service=${service} /></li>`,
      )}</ul>`;
}
