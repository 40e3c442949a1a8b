/** The button under a list that has more parts. */
import { useStore } from "../context.js";
import { html } from "../parts/html.js";

export function More({ route, list }) {
  const store = useStore();
  return list?.next && html`<p><button type="button" onClick=${() => store.loadMore(route)}>Show more</button></p>`;
}
