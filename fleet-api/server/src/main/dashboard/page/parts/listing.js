/** One list of the server's as a table that stays live: what went wrong, the rows, and more of them. */
import { useRoute, useStore } from "../context.js";
import { html } from "./html.js";
import { ProblemNote } from "./problem.js";
import { Table } from "./table.js";

/** `empty` is shown where there is nothing to list; all else is the Table's. */
export function Listing({ route, empty, ...table }) {
  const store = useStore();
  const { value, problem } = useRoute(route);
  if (value?.items.length === 0) {
    return empty;
  }
  return html`
    ${problem && html`<${ProblemNote} problem=${problem} />`}
    ${(value || !problem) && html`<${Table} ...${table} rows=${value?.items} />`}
    ${value?.next &&
    html`<p class="more"><button type="button" onClick=${() => store.loadMore(route)}>Show more</button></p>`}`;
}
