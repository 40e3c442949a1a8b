/** What to type next where there is nothing to show yet. */
import { Commands } from "../parts/command.js";
import { html } from "../parts/html.js";

export function FirstFleet({ user }) {
  return html`
    <section class="empty">
      <h2>No fleet yet</h2>
      <p class="muted">Type these on your own machine; this page fills as you go.</p>
      <${Commands} commands=${[
        ["Sign in", `fleet login --server ${location.origin} --user ${user}`],
        ["Make a fleet", "fleet create kitchen"],
        ["Add a device: prints one line for its shell", "fleet device add kitchen"],
        ["Push a project with a Dockerfile or docker-compose.yml", "fleet push kitchen"],
      ]} />
    </section>`;
}

export function FirstDevice({ fleet }) {
  return html`
    <section class="empty">
      <h2>No device yet</h2>
      <p class="muted">The key that this prints lets a device join; run the line it shows in the device's shell.</p>
      <${Commands} commands=${[["Add a device", `fleet device add ${fleet}`]]} />
    </section>`;
}

export function FirstRelease({ fleet }) {
  return html`
    <section class="empty">
      <h2>No release yet</h2>
      <p class="muted">
        In a project with a Dockerfile or docker-compose.yml, either push it as it lies there, or with git.
      </p>
      <${Commands} commands=${[
        ["Without git", `fleet push ${fleet.name}`],
        ["With git: once, give your SSH key and name the remote", "fleet key add ~/.ssh/id_ed25519.pub"],
        ["", `git remote add fleet ${fleet.gitUrl}`],
        ["Then, each time", "git push fleet HEAD:main"],
      ]} />
    </section>`;
}
