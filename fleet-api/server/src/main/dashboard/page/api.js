/** The operator API over fetch: JSON in, JSON out, and a Problem thrown for everything else. */
import { setServerClock } from "./clock.js";

const BASE = "/api/v1";

/** The error body of every route; `status` is 0 when nothing answered. */
export class Problem extends Error {
  constructor(status, { code, message, hint = "" }) {
    super(message);
    this.status = status;
    this.code = code;
    this.hint = hint;
  }
}

export class Api {
  #token;
  #onSignedOut;

  /** `onSignedOut` is called when the server no longer knows the token. */
  constructor(token, onSignedOut) {
    this.#token = token;
    this.#onSignedOut = onSignedOut;
  }

  async get(route) {
    return (await this.#send(route, {})).json();
  }

  async post(route, body) {
    const response = await this.#send(route, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return response.status === 204 ? undefined : response.json();
  }

  /** Opens an answer without an end, for the caller to read. */
  stream(route, headers, signal) {
    return this.#send(route, { headers, signal, cache: "no-store" });
  }

  async #send(route, options) {
    const response = await answer(route, {
      ...options,
      headers: { ...options.headers, ...this.#authorization() },
    });
    if (response.ok) {
      setServerClock(response.headers.get("Date"));
      return response;
    }
    const problem = await problemOf(response);
    if (response.status === 401) {
      this.#onSignedOut(problem);
    }
    throw problem;
  }

  #authorization() {
    return this.#token ? { Authorization: `Bearer ${this.#token}` } : {};
  }
}

async function answer(route, options) {
  try {
    return await fetch(BASE + route, options);
  } catch (cause) {
    if (options.signal?.aborted) {
      throw cause;
    }
    throw new Problem(0, {
      code: "UNREACHABLE",
      message: "The server does not answer.",
      hint: "Look whether it runs, and whether this machine is online.",
    });
  }
}

async function problemOf(response) {
  try {
    return new Problem(response.status, await response.json());
  } catch {
    return new Problem(response.status, {
      code: "INTERNAL",
      message: `The server answered ${response.status} without saying why.`,
    });
  }
}
