/** Numbers, sizes, ids and times as people read them. */

const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** 12,345,678 -> "12.3 MB" (powers of 1000, as registries count). */
export function bytes(count) {
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`;
}

/** The first digits of a commit or digest, enough to tell it by. */
export function short(id) {
  return id.replace(/^sha256:/, "").slice(0, 7);
}

/** 1 device, 2 devices. */
export function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

const STEPS = [
  [60, 1, "s"],
  [3600, 60, "min"],
  [86_400, 3600, "h"],
  [Infinity, 86_400, "d"],
];

/** How long ago: "now", "12 s", "3 min", "5 h", "40 d". */
export function age(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 5) {
    return "now";
  }
  const [, length, unit] = STEPS.find(([end]) => seconds < end);
  return `${Math.floor(seconds / length)} ${unit}`;
}

export function clockTime(instant) {
  return new Date(instant).toLocaleString();
}
