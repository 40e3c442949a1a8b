/**
 * The one stream of events from the server, kept open: reconnects with a growing pause, and lets go
 * while nobody looks at the tab.
 *
 *     connecting --> live <--> lost        (and paused while the tab is hidden)
 */
import { serverSentEvents } from "./server-sent.js";

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
const LONGEST_SILENCE = 45_000;

export class Live {
  #api;
  #on;
  #cursor = "";
  #failures = 0;
  #open = false;
  #stop = new AbortController();
  #wake = () => {};

  /** `on` = { open(), event(event), state({ name, retryAt }) }. */
  constructor(api, on) {
    this.#api = api;
    this.#on = on;
  }

  start() {
    const { signal } = this.#stop;
    addEventListener("online", () => this.retry(), { signal });
    document.addEventListener("visibilitychange", () => this.retry(), { signal });
    this.#run();
  }

  close() {
    this.#stop.abort();
    this.#wake();
  }

  /** Tries again at once. */
  retry() {
    this.#wake();
  }

  async #run() {
    this.#on.state({ name: "connecting" });
    while (!this.#stop.signal.aborted) {
      if (document.hidden) {
        await this.#sleep();
        continue;
      }
      await this.#listen();
      if (!this.#stop.signal.aborted && !document.hidden) {
        await this.#pause();
      }
    }
  }

  /** Returns when the stream ends, for whatever reason. */
  async #listen() {
    const line = new Lifeline(this.#stop.signal);
    this.#open = false;
    try {
      const headers = this.#cursor ? { "Last-Event-ID": this.#cursor } : {};
      const response = await this.#api.stream("/events", headers, line.signal);
      for await (const message of serverSentEvents(response.body)) {
        line.heard();
        this.#opened();
        this.#take(message);
      }
    } catch {
      // Whatever it was, the answer is to connect again; a 401 has closed us by way of the api.
    } finally {
      line.cut();
    }
  }

  /** Only the first message says that no event can be missed from now on; headers may be early. */
  #opened() {
    if (!this.#open) {
      this.#open = true;
      this.#failures = 0;
      this.#on.state({ name: "live" });
      this.#on.open();
    }
  }

  #take(message) {
    if (message !== undefined) {
      this.#cursor = message.id;
      this.#on.event(JSON.parse(message.data));
    }
  }

  async #pause() {
    const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.#failures++);
    const pause = longest * (0.5 + Math.random() / 2);
    this.#on.state({ name: "lost", retryAt: Date.now() + pause });
    await this.#sleep(pause);
  }

  /** Ends after so many milliseconds, if any, or when woken. */
  #sleep(millis) {
    return new Promise((resolve) => {
      const timer = millis === undefined ? undefined : setTimeout(resolve, millis);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Cuts a stream that has said nothing for too long, or whose tab was hidden. */
class Lifeline {
  #abort = new AbortController();
  #timer;

  constructor(parent) {
    const { signal } = this;
    parent.addEventListener("abort", () => this.cut(), { signal });
    document.addEventListener("visibilitychange", () => document.hidden && this.cut(), { signal });
    this.heard();
  }

  get signal() {
    return this.#abort.signal;
  }

  heard() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.cut(), LONGEST_SILENCE);
  }

  cut() {
    clearTimeout(this.#timer);
    this.#abort.abort();
  }
}
