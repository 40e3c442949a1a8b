/** All fleets at a glance. */
import { useRoute } from "../context.js";
import { Ago } from "../parts/ago.js";
import { short } from "../parts/format.js";
import { html } from "../parts/html.js";
import { Progress } from "../parts/progress.js";
import { ProblemNote } from "../parts/problem.js";
import { Table } from "../parts/table.js";
import { useTitle } from "../parts/title.js";
import { toFleet } from "../router.js";
import { savedSession } from "../session.js";
import { FirstFleet } from "./first-steps.js";
import { More } from "./more.js";

const ROUTE = "/fleets";

const COLUMNS = [
  { id: "name", title: "Fleet", cell: (fleet) => html`<a href=${toFleet(fleet.name)}>${fleet.name}</a>` },
  { id: "release", title: "Release", cell: (fleet) => html`<${CurrentRelease} release=${fleet.release} />` },
  { id: "progress", title: "Devices", cell: (fleet) => html`<${Progress} fleet=${fleet} />` },
  { id: "online", title: "Online", cell: (fleet) => html`<${Part} count=${fleet.online} of=${fleet.devices} />` },
  { id: "settled", title: "Settled", cell: (fleet) => html`<${Part} count=${fleet.settled} of=${fleet.devices} />` },
  { id: "failed", title: "Failed", cell: (fleet) => html`<span class=${fleet.failed > 0 ? "tone-bad" : "muted"}>${fleet.failed}</span>` },
];

export function FleetsView() {
  useTitle("Fleets");
  const { value, problem } = useRoute(ROUTE);
  return html`
    <h1>Fleets</h1>
    ${problem && html`<${ProblemNote} problem=${problem} />`}
    ${value?.items.length === 0
      ? html`<${FirstFleet} user=${savedSession()?.user ?? "NAME"} />`
      : html`<${Table} caption="Fleets" kind="fleets" columns=${COLUMNS} rows=${value?.items} rowId=${(fleet) => fleet.name} />
             <${More} route=${ROUTE} list=${value} />`}`;
}

function CurrentRelease({ release }) {
  if (release === undefined) {
    return html`<span class="muted">none yet</span>`;
  }
  return html`
    <span class="version">${release.version}</span>
    <span class="aside"><code>${short(release.commit)}</code> · <${Ago} at=${release.createdAt} /></span>`;
}

function Part({ count, of }) {
  return html`<span>${count}<span class="muted"> / ${of}</span></span>`;
}
