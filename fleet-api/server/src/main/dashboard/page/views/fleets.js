/** All fleets at a glance. */
import { html } from "../parts/html.js";
import { Listing } from "../parts/listing.js";
import { FailedCount, Part, Progress } from "../parts/progress.js";
import { useTitle } from "../parts/title.js";
import { CurrentRelease } from "../parts/version.js";
import { toFleet } from "../router.js";
import { savedSession } from "../session.js";
import { FirstFleet } from "./first-steps.js";

const COLUMNS = [
  { id: "name", title: "Fleet", cell: ({ name }) => html`<a href=${toFleet(name)}>${name}</a>` },
  { id: "release", title: "Release", cell: ({ release }) => html`<${CurrentRelease} release=${release} />` },
  { id: "progress", title: "Devices", cell: (fleet) => html`<${Progress} fleet=${fleet} />` },
  { id: "online", title: "Online", cell: ({ online, devices }) => html`<${Part} count=${online} of=${devices} />` },
  { id: "settled", title: "Settled", cell: ({ settled, devices }) => html`<${Part} count=${settled} of=${devices} />` },
  { id: "failed", title: "Failed", cell: ({ failed }) => html`<${FailedCount} failed=${failed} />` },
];

export function FleetsView() {
  useTitle("Fleets");
  const empty = html`<${FirstFleet} user=${savedSession()?.user ?? "NAME"} />`;
  return html`
    <h1>Fleets</h1>
    <${Listing} route="/fleets" empty=${empty} caption="Fleets" kind="fleets" columns=${COLUMNS}
      rowId=${(fleet) => fleet.name} />`;
}
