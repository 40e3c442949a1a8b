/** Commands to type next, each with a button that copies it. */
import { useState } from "preact/hooks";
import { html } from "./html.js";

const SHOWN = 1500;

export function Commands({ commands }) {
  return html`
    <ol class="commands">
      ${commands.map(([why, line]) => html`<li key=${line}><span>${why}</span><${Command} line=${line} /></li>`)}
    </ol>`;
}

/** The clipboard is only there on https and localhost; elsewhere the text selects as a whole. */
export function Command({ line }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(line);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN);
  };
  return html`
    <span class="command">
      <code>${line}</code>
      ${navigator.clipboard &&
      html`
        <button type="button" class="quiet" aria-label="Copy: ${line}" onClick=${copy}>
          ${copied ? "copied" : "copy"}
        </button>`}
    </span>`;
}
