/** Name and password, or a provider's word, exchanged for a token that this tab keeps. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Api } from "../api.js";
import { html } from "../parts/html.js";
import { ProblemNote } from "../parts/problem.js";
import { Logo } from "../parts/shell.js";
import { leaveFor, providers, redeem } from "../provider.js";

export function SignInView({ notice, ticket, onSignedIn }) {
  const [problem, setProblem] = useState(notice);
  const [busy, setBusy] = useState(ticket !== undefined);
  const user = useRef();
  useEffect(() => user.current.focus(), []);
  const attempt = async (work, whenRefused = () => {}) => {
    setBusy(true);
    try {
      await work();
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
      whenRefused();
    }
  };
  useEffect(() => {
    if (ticket !== undefined) {
      attempt(async () => onSignedIn(await redeem(ticket)));
    }
  }, []);
  const submit = (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const password = event.target.elements.password;
    attempt(
      async () => onSignedIn(await signIn(form.get("user").trim(), form.get("password"))),
      () => password.select(),
    );
  };
  return html`
    <main class="door">
      <form method="post" onSubmit=${submit} aria-labelledby="door-title">
        <h1 id="door-title"><${Logo} />Fleet</h1>
        <label>User
          <input name="user" autocomplete="username" autocapitalize="none" spellcheck="false" required ref=${user} />
        </label>
        <label>Password
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        <button class="main" disabled=${busy}>Sign in</button>
        <${Providers} busy=${busy} onLeave=${(provider) => attempt(() => leaveFor(provider))} />
        <div class="door-note" aria-live="polite">
          ${problem
            ? html`<${ProblemNote} problem=${problem} />`
            : html`<p class="muted">The first start of <code>fleet up</code> prints the first sign-in.</p>`}
        </div>
      </form>
    </main>`;
}

/** A button for each; none while they are not known. */
function Providers({ busy, onLeave }) {
  const [known, setKnown] = useState([]);
  useEffect(() => {
    providers().then(setKnown, () => {});
  }, []);
  return known.map(
    (provider) => html`
      <button type="button" key=${provider.name} data-provider=${provider.name} disabled=${busy}
        onClick=${() => onLeave(provider)}>Sign in with ${provider.title}</button>`,
  );
}

function signIn(user, password) {
  return new Api(undefined, () => {}).post("/login", { user, password });
}
