/** The releases of a fleet, newest first: each service's images by platform, with their sizes. */
import { useRoute } from "../context.js";
import { Ago } from "../parts/ago.js";
import { bytes, short } from "../parts/format.js";
import { html } from "../parts/html.js";
import { ProblemNote } from "../parts/problem.js";
import { Table } from "../parts/table.js";
import { FirstRelease } from "./first-steps.js";
import { More } from "./more.js";

const STATES = { DRAFT: "draft", FINAL: "", INVALIDATED: "invalidated" };

const columns = (current) => [
  { id: "version", title: "Release", cell: (release) => html`<${Name} release=${release} current=${release.id === current} />` },
  { id: "images", title: "Services and platforms", cell: (release) => html`<${Images} release=${release} />` },
  { id: "commit", title: "Commit", cell: (release) => html`<code title=${release.commit}>${short(release.commit)}</code>` },
  { id: "author", title: "By", cell: (release) => release.author },
  { id: "created", title: "Made", cell: (release) => html`<${Ago} at=${release.createdAt} />` },
];

export function ReleaseList({ name, fleet }) {
  const route = `/fleets/${encodeURIComponent(name)}/releases`;
  const { value, problem } = useRoute(route);
  if (value?.items.length === 0 && fleet !== undefined) {
    return html`<${FirstRelease} fleet=${fleet} />`;
  }
  return html`
    ${problem && html`<${ProblemNote} problem=${problem} />`}
    <${Table} caption="Releases of ${name}" kind="releases" columns=${columns(fleet?.release?.id)} rows=${value?.items} rowId=${(release) => release.id} />
    <${More} route=${route} list=${value} />`;
}

function Name({ release, current }) {
  return html`
    <span class="version">${release.version}</span>
    ${current && html`<span class="badge tone-ok">current</span>`}
    ${STATES[release.state] && html`<span class="badge tone-warn">${STATES[release.state]}</span>`}
    ${release.note && html`<span class="aside">${release.note}</span>`}`;
}

/** Sizes are what a device downloads that has none of the layers yet. */
function Images({ release }) {
  return html`
    <dl class="images">
      ${release.services.map(({ service, variants }) => html`
        <div key=${service}>
          <dt>${service}</dt>
          ${variants.map((image) => html`<dd key=${image.variant} title=${image.manifest}>${image.variant.replace("linux/", "")} <span class="muted">${bytes(downloadSize(image))}</span></dd>`)}
        </div>`)}
    </dl>`;
}

function downloadSize({ configSize, layers }) {
  return layers.reduce((sum, layer) => sum + layer.size, configSize);
}
