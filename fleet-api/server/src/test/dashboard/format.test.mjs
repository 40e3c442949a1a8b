import assert from "node:assert/strict";
import { test } from "node:test";
import { age, bytes, count, short } from "../../main/dashboard/page/parts/format.js";

test("sizes keep three digits that matter", () => {
  const told = [0, 999, 1000, 99_949, 99_950, 999_499, 999_500, 12_345_678, 5e12, 5e15].map(bytes);
  assert.deepEqual(told, ["0 B", "999 B", "1.0 kB", "99.9 kB", "100 kB", "999 kB", "1.0 MB", "12.3 MB", "5.0 TB", "5000 TB"]);
});

test("ages grow from now to days, and the future is now", () => {
  const told = [-90_000, 4999, 5000, 59_999, 60_000, 3_599_999, 3_600_000, 86_400_000 * 40].map(age);
  assert.deepEqual(told, ["now", "now", "5 s", "59 s", "1 min", "59 min", "1 h", "40 d"]);
});

test("ids are cut to what tells them apart, and nouns follow their number", () => {
  assert.equal(short("sha256:abcdef0123456789"), "abcdef0");
  assert.deepEqual([0, 1, 1200].map((number) => count(number, "device")), ["0 devices", "1 device", "1,200 devices"]);
});
