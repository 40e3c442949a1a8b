import assert from "node:assert/strict";
import { test } from "node:test";
import { affectedBy, condense } from "../../main/dashboard/page/affected.js";

const LIST = "/devices?fleet=kitchen";
const WATCHED = ["/fleets", "/fleets/kitchen", "/fleets/kitchen/releases", "/fleets/lab", LIST, "/devices?fleet=lab"];
const known = { value: { items: [{ id: "d1" }] } };
const entry = (route) => (route === LIST ? known : { value: undefined });
const event = (kind, subject, fleet) => ({ kind, subject, fleet });

test("a device that a list shows is fetched alone, with the counts of its fleet", () => {
  assert.deepEqual(affectedBy(event("device.changed", "d1", "kitchen"), WATCHED, entry), [
    "/devices/d1",
    "/fleets",
    "/fleets/kitchen",
  ]);
});

test("a device that its list does not show yet makes the list stale", () => {
  assert.deepEqual(affectedBy(event("device.changed", "d2", "kitchen"), WATCHED, entry), [
    LIST,
    "/fleets",
    "/fleets/kitchen",
  ]);
});

test("a release concerns all that tells of its fleet, and nothing of another", () => {
  assert.deepEqual(affectedBy(event("release.created", "r1", "kitchen"), WATCHED, entry), [
    "/fleets",
    "/fleets/kitchen",
    "/fleets/kitchen/releases",
    LIST,
  ]);
});

test("a fleet is named by the subject where nothing else names it", () => {
  assert.deepEqual(affectedBy(event("fleet.created", "lab"), WATCHED, entry), [
    "/fleets",
    "/fleets/lab",
    "/devices?fleet=lab",
  ]);
});

test("an event of a kind that this page does not know changes nothing", () => {
  assert.deepEqual(affectedBy(event("session.opened", "s1"), WATCHED, entry), []);
});

test("a storm of devices costs the lists once, but the one on the screen is still fetched", () => {
  const storm = Array.from({ length: 21 }, (_, index) => `/devices/d${index}`);
  assert.deepEqual(condense([...storm, "/devices/mine", "/fleets"], ["/devices/mine", LIST]), [
    "/devices/mine",
    "/fleets",
    LIST,
  ]);
  assert.deepEqual(condense(storm.slice(0, 20), [LIST]), storm.slice(0, 20));
});
