/** How the contract's enums look: words and tones for status, phase and services. */
import { html } from "./html.js";
import { Mark } from "./mark.js";

const STATUS = {
  ONLINE: ["ok", "online"],
  OFFLINE: ["idle", "offline"],
  PREREGISTERED: ["idle", "preregistered"],
  NEVER_SEEN: ["idle", "never seen"],
};

const PHASE = {
  IDLE: ["idle", "idle"],
  DOWNLOADING: ["busy", "downloading"],
  APPLYING: ["busy", "applying"],
  PROVING: ["busy", "proving health"],
  SETTLED: ["ok", "settled"],
  ROLLED_BACK: ["warn", "rolled back"],
  FAILED: ["bad", "failed"],
};

const RUNNING = {
  NONE: ["ok", "running"],
  STARTING: ["busy", "starting"],
  HEALTHY: ["ok", "healthy"],
  UNHEALTHY: ["bad", "unhealthy"],
};

const NOT_RUNNING = {
  MISSING: ["idle", "missing"],
  CREATED: ["busy", "created"],
  RESTARTING: ["warn", "restarting"],
  EXITED: ["bad", "exited"],
};

export function Status({ status }) {
  const [tone, text] = told(STATUS, status);
  return html`<span class="state"><${Mark} tone=${tone} />${text}</span>`;
}

export function Phase({ phase }) {
  const [tone, text] = told(PHASE, phase);
  return html`<span class="badge tone-${tone}"><${Mark} tone=${tone} />${text}</span>`;
}

/** One service: its name, and in a word whether it runs and is well. */
export function Service({ service }) {
  const [tone, word] = serviceState(service);
  return html`
    <span class="service">
      <${Mark} tone=${tone} /><span>${service.name}</span> <span class="muted">${word}</span>
    </span>`;
}

/** [tone, words] of a service. */
export function serviceState({ state, health, exitCode }) {
  if (state === "RUNNING") {
    return told(RUNNING, health);
  }
  const [tone, word] = told(NOT_RUNNING, state);
  return state === "EXITED" && exitCode !== undefined ? [tone, `${word} (${exitCode})`] : [tone, word];
}

/** A newer server may know more words than this page. */
function told(table, word) {
  return table[word] ?? ["idle", word.toLowerCase().replaceAll("_", " ")];
}
