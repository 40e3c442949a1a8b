/** What a person takes to the program that waits for it, on a machine without a browser. */
import { Command } from "../parts/command.js";
import { html } from "../parts/html.js";
import { Logo } from "../parts/shell.js";

export function CodeView({ ticket }) {
  return html`
    <main class="door">
      <section class="door-card" aria-labelledby="door-title">
        <h1 id="door-title"><${Logo} />Fleet</h1>
        <p>Paste this code where <code>fleet login</code> asks for it:</p>
        <${Command} line=${ticket} />
        <p class="muted">Only where you typed <code>fleet login</code> yourself: whoever asked you for it would be signed
          in as you. It opens once, for ten minutes.</p>
      </section>
    </main>`;
}
