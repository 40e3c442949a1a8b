import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "../../main/dashboard/page/store.js";

/** A server of routes and answers that counts what it is asked; an Error is thrown. */
class Answers {
  asked = [];

  constructor(routes) {
    this.routes = routes;
  }

  async get(route) {
    this.asked.push(route);
    const answer = this.routes[route];
    if (answer === undefined) {
      throw Object.assign(new Error("gone"), { status: 404 });
    }
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  }
}

/** Waits until the route's entry is as wanted. */
function until(store, route, wanted) {
  return new Promise((resolve) => {
    const stop = store.watch(route, () => {
      if (wanted(store.entry(route))) {
        stop();
        resolve(store.entry(route));
      }
    });
  });
}

const LIST = "/devices?fleet=kitchen";
const device = (id, phase) => ({ id, phase });

test("one changed device is fetched alone and shown in the list", async () => {
  const api = new Answers({ [LIST]: { items: [device("a", "IDLE"), device("b", "IDLE")] } });
  const store = new Store(api);
  const stop = store.watch(LIST, () => {});
  await until(store, LIST, (entry) => entry.settled);
  api.routes["/devices/b"] = device("b", "SETTLED");
  const changed = until(store, LIST, (entry) => entry.value.items[1].phase === "SETTLED");
  store.happened({ kind: "device.changed", fleet: "kitchen", subject: "b" });
  assert.deepEqual((await changed).value.items, [device("a", "IDLE"), device("b", "SETTLED")]);
  assert.ok(api.asked.includes("/devices/b"));
  stop();
});

test("a device that is gone leaves the list", async () => {
  const api = new Answers({ [LIST]: { items: [device("a", "IDLE")] } });
  const store = new Store(api);
  const stop = store.watch(LIST, () => {});
  await until(store, LIST, (entry) => entry.settled);
  api.routes[LIST] = { items: [] };
  const emptied = until(store, LIST, (entry) => entry.value.items.length === 0);
  store.happened({ kind: "device.removed", fleet: "kitchen", subject: "a" });
  await emptied;
  stop();
});

test("what was shown stays when the server fails, with the problem beside it", async () => {
  const api = new Answers({ "/fleets/kitchen": { name: "kitchen" } });
  const store = new Store(api);
  const stop = store.watch("/fleets/kitchen", () => {});
  await until(store, "/fleets/kitchen", (entry) => entry.settled);
  api.routes["/fleets/kitchen"] = new Error("down");
  store.refreshAll();
  const entry = await until(store, "/fleets/kitchen", ({ problem }) => problem !== undefined);
  assert.deepEqual([entry.value, entry.problem.message], [{ name: "kitchen" }, "down"]);
  stop();
});

test("the parts of a long list are read one after the other, as many as were asked for", async () => {
  const api = new Answers({
    [LIST]: { items: [device("a")], next: "a/1" },
    [`${LIST}&after=a%2F1`]: { items: [device("b")], next: "b" },
    [`${LIST}&after=b`]: { items: [device("c")] },
  });
  const store = new Store(api);
  const stop = store.watch(LIST, () => {});
  await until(store, LIST, (entry) => entry.value?.items.length === 1);
  store.loadMore(LIST);
  const entry = await until(store, LIST, ({ value }) => value.items.length === 2);
  assert.equal(entry.value.next, "b");
  stop();
});
