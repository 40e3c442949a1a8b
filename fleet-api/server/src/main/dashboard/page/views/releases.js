/** The releases of a fleet, newest first: each service's images by platform, with their sizes. */
import { Ago } from "../parts/ago.js";
import { bytes, short } from "../parts/format.js";
import { html } from "../parts/html.js";
import { Listing } from "../parts/listing.js";
import { FirstRelease } from "./first-steps.js";

const STATES = { DRAFT: "draft", UNSIGNED: "waits for signatures", FINAL: "", INVALIDATED: "invalidated" };

const columns = (current) => [
  {
    id: "version",
    title: "Release",
    cell: (release) => html`<${Name} release=${release} current=${release.id === current} />`,
  },
  { id: "images", title: "Services and platforms", cell: (release) => html`<${Images} release=${release} />` },
  { id: "commit", title: "Commit", cell: ({ commit }) => html`<code title=${commit}>${short(commit)}</code>` },
  { id: "author", title: "By", cell: (release) => release.author },
  { id: "created", title: "Made", cell: (release) => html`<${Ago} at=${release.createdAt} />` },
];

export function ReleaseList({ name, fleet }) {
  return html`
    <${Listing} route="/fleets/${encodeURIComponent(name)}/releases"
      empty=${fleet && html`<${FirstRelease} fleet=${fleet} />`}
      caption="Releases of ${name}" kind="releases" columns=${columns(fleet?.release?.id)}
      rowId=${(release) => release.id} />`;
}

function Name({ release, current }) {
  return html`
    <span class="version">${release.version}</span>
    ${current && html`<span class="badge tone-ok">current</span>`}
    ${STATES[release.state] && html`<span class="badge tone-warn">${STATES[release.state]}</span>`}
    ${release.note && html`<span class="aside">${release.note}</span>`}`;
}

function Images({ release }) {
  return html`
    <dl class="images">
      ${release.services.map(
        ({ service, variants }) => html`
          <div key=${service}>
            <dt>${service}</dt>
            ${variants.map((image) => html`<${Image} key=${image.variant} image=${image} />`)}
          </div>`,
      )}
    </dl>`;
}

function Image({ image }) {
  return html`
    <dd title=${image.manifest}>
      ${image.variant.replace("linux/", "")} <span class="muted">${bytes(downloadSize(image))}</span>
    </dd>`;
}

/** What a device downloads that has none of the layers yet. */
function downloadSize({ configSize, layers }) {
  return layers.reduce((sum, layer) => sum + layer.size, configSize);
}
