/** What stands around every view: the name, who is signed in, and whether the page is live. */
import { useEffect, useRef } from "preact/hooks";
import { useAddress } from "../router.js";
import { ConnectionLost, ConnectionState } from "./connection.js";
import { html } from "./html.js";

export function Shell({ session, connection, onRetry, onLeave, children }) {
  const main = useRef();
  useFocusOnMove(main);
  return html`
    <header class="bar">
      <button type="button" class="skip" onClick=${() => main.current.focus()}>Skip to content</button>
      <a class="brand" href="#/"><${Logo} />Fleet</a>
      <${ConnectionState} connection=${connection} />
      <span class="who"><span class="muted" title=${session.role.toLowerCase()}>${session.user}</span>
        <button type="button" class="quiet" onClick=${onLeave}>Sign out</button></span>
    </header>
    <main ref=${main} tabindex="-1">${children}</main>
    ${connection.name === "lost" && html`<${ConnectionLost} connection=${connection} onRetry=${onRetry} />`}`;
}

export function Logo() {
  return html`
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" /><path d="M7 9h18l-4 4H7zM7 15h12l-4 4H7zM7 21h6l-4 4H7z" />
    </svg>`;
}

/** Who reads by ear or keyboard is taken along when the view changes. */
function useFocusOnMove(main) {
  const address = useAddress().join("/");
  const before = useRef(address);
  useEffect(() => {
    if (before.current !== address) {
      before.current = address;
      main.current.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }, [address]);
}
