/** What went wrong and what to do now, as the server's Problem tells it. */
import { html } from "./html.js";
import { Mark } from "./mark.js";

export function ProblemNote({ problem }) {
  return html`
    <p class="problem" role="alert">
      <${Mark} tone="bad" />
      <span>${problem.message}${problem.hint && html` <span class="muted">${problem.hint}</span>`}</span>
    </p>`;
}
