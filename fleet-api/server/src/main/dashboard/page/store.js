/**
 * What the server has told, by route, kept fresh by events. A route is fetched when it is first
 * watched and again when an event says that it changed; what is shown stays shown meanwhile.
 *
 *     entry = { value, problem, settled }   a list's value = { items, next }, over all parts loaded
 */
import { affectedBy, condense, isDevice, isDeviceList } from "./affected.js";

const COALESCE = 150;
const ABSENT = { value: undefined, problem: undefined, settled: false };

export class Store {
  #api;
  #entries = new Map();
  #watchers = new Map();
  #parts = new Map();
  #stale = new Set();
  #timer;
  #round = Promise.resolve();

  constructor(api) {
    this.#api = api;
  }

  entry(route) {
    return this.#entries.get(route) ?? ABSENT;
  }

  /** Calls `watcher` at each change of the route's entry, until the returned function is called. */
  watch(route, watcher) {
    const watchers = this.#watchers.get(route) ?? new Set();
    this.#watchers.set(route, watchers.add(watcher));
    this.#refreshSoon([route], 0);
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0 && this.#watchers.get(route) === watchers) {
        this.#watchers.delete(route);
      }
    };
  }

  /** Takes one event of the server's. */
  happened(event) {
    this.#refreshSoon(affectedBy(event, this.#watched(), (route) => this.entry(route)));
  }

  /** Fetches all that is watched: something may have been missed. */
  refreshAll() {
    this.#refreshSoon(this.#watched());
  }

  /** Loads the next part of a list. */
  loadMore(route) {
    this.#parts.set(route, this.#partsOf(route) + 1);
    this.#refreshSoon([route], 0);
  }

  #watched() {
    return [...this.#watchers.keys()];
  }

  #partsOf(route) {
    return this.#parts.get(route) ?? 1;
  }

  /** A storm of events becomes one round of fetches at a time. */
  #refreshSoon(routes, pause = COALESCE) {
    for (const route of routes) {
      this.#stale.add(route);
    }
    if (this.#timer === undefined && this.#stale.size > 0) {
      this.#timer = setTimeout(() => this.#startRound(), pause);
    }
  }

  #startRound() {
    this.#round = this.#round.then(async () => {
      const routes = condense([...this.#stale], this.#watched());
      this.#stale.clear();
      this.#timer = undefined;
      await Promise.all(routes.map((route) => this.#refresh(route)));
    });
  }

  async #refresh(route) {
    try {
      this.#put(route, { value: await this.#fetch(route), problem: undefined, settled: true });
    } catch (problem) {
      const gone = problem.status === 404;
      const value = gone ? undefined : this.entry(route).value;
      this.#put(route, { value, problem, settled: true });
      this.#refreshSoon(gone && isDevice(route) ? this.#watched().filter(isDeviceList) : []);
    }
  }

  async #fetch(route) {
    const answer = await this.#api.get(route);
    if (!Array.isArray(answer.items)) {
      return answer;
    }
    let { items, next } = answer;
    for (let part = 1; next && part < this.#partsOf(route); part++) {
      const separator = route.includes("?") ? "&" : "?";
      const more = await this.#api.get(`${route}${separator}after=${encodeURIComponent(next)}`);
      items = items.concat(more.items);
      next = more.next;
    }
    return { items, next };
  }

  #put(route, entry) {
    this.#entries.set(route, entry);
    this.#tell(route);
    if (isDevice(route) && entry.value !== undefined) {
      this.#putIntoLists(entry.value);
    }
  }

  /** One device was fetched alone: every list that has it shows it as it is now. */
  #putIntoLists(device) {
    for (const [route, entry] of this.#entries) {
      const index = isDeviceList(route) ? placeOf(device, entry) : -1;
      if (index >= 0) {
        const items = entry.value.items.with(index, device);
        this.#entries.set(route, { ...entry, value: { ...entry.value, items } });
        this.#tell(route);
      }
    }
  }

  #tell(route) {
    for (const watcher of this.#watchers.get(route) ?? []) {
      watcher();
    }
  }
}

function placeOf(device, entry) {
  return entry.value?.items.findIndex((item) => item.id === device.id) ?? -1;
}
