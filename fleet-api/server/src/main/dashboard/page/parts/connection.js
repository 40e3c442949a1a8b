/** Whether what is shown is live. */
import { useEffect, useState } from "preact/hooks";
import { html } from "./html.js";
import { Mark } from "./mark.js";

const STATES = {
  connecting: ["busy", "connecting"],
  live: ["ok", "live"],
  lost: ["bad", "not live"],
};

export function ConnectionState({ connection }) {
  const [tone, text] = STATES[connection.name];
  return html`
    <span class="connection" role="status" data-connection=${connection.name}><${Mark} tone=${tone} />${text}</span>`;
}

/** Lies over the page's foot, so that nothing moves. */
export function ConnectionLost({ connection, onRetry }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((connection.retryAt - now) / 1000));
  return html`
    <aside class="lost" aria-label="Connection">
      <${Mark} tone="bad" />
      <span><strong>Connection lost.</strong> What you see may be old.
        ${" "}<span class="when">${seconds > 0 ? `Trying again in ${seconds} s.` : "Trying again."}</span></span>
      <button type="button" onClick=${onRetry}>Try now</button>
    </aside>`;
}
