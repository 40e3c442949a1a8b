/** Name and password, exchanged for a token that this tab keeps. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Api } from "../api.js";
import { html } from "../parts/html.js";
import { ProblemNote } from "../parts/problem.js";
import { Logo } from "../parts/shell.js";

export function SignInView({ notice, onSignedIn }) {
  const [problem, setProblem] = useState(notice);
  const [busy, setBusy] = useState(false);
  const user = useRef();
  useEffect(() => user.current.focus(), []);
  const submit = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    setBusy(true);
    try {
      onSignedIn(await signIn(form.get("user").trim(), form.get("password")));
    } catch (refusal) {
      setProblem(refusal);
      setBusy(false);
      event.target.elements.password.select();
    }
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
        <div class="door-note" aria-live="polite">
          ${problem
            ? html`<${ProblemNote} problem=${problem} />`
            : html`<p class="muted">The first start of <code>fleet up</code> prints the first sign-in.</p>`}
        </div>
      </form>
    </main>`;
}

function signIn(user, password) {
  return new Api(undefined, () => {}).post("/login", { user, password });
}
