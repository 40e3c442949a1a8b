/**
 * Which routes an event makes stale. A device that a list shows already is fetched alone, so that
 * one change in a large fleet costs one small answer; a storm of them costs the lists once.
 */
const DEVICE_LIST = "/devices?";
const STORM = 20;

/** `watched` are routes on the screen, `entry` tells what is known of one. */
export function affectedBy(event, watched, entry) {
  switch (event.kind.split(".")[0]) {
    case "device":
      return deviceChanged(event, watched, entry);
    case "release":
    case "rollout":
      return watched.filter((route) => concerns(event.fleet, route));
    case "fleet":
      return watched.filter((route) => concerns(event.fleet ?? event.subject, route));
    default:
      return [];
  }
}

/** Replaces many fetches of single devices by one of the lists. */
export function condense(routes, watched) {
  const background = routes.filter((route) => isDevice(route) && !watched.includes(route));
  if (background.length <= STORM) {
    return routes;
  }
  const others = routes.filter((route) => !background.includes(route));
  return [...new Set([...others, ...watched.filter(isDeviceList)])];
}

export function isDevice(route) {
  return /^\/devices\/[^/?]+$/.test(route);
}

export function isDeviceList(route) {
  return route.startsWith(DEVICE_LIST);
}

function deviceChanged(event, watched, entry) {
  const alone = `/devices/${event.subject}`;
  const lists = watched.filter((route) => isDeviceList(route) && concerns(event.fleet, route));
  const without = lists.filter((route) => !shows(entry(route), event.subject));
  const counts = watched.filter(
    (route) => /^\/fleets(\/[^/]+)?$/.test(route) && concerns(event.fleet, route),
  );
  const single = lists.length > without.length || watched.includes(alone) ? [alone] : [];
  return [...single, ...without, ...counts];
}

/** True where the route tells of that fleet or of all; a fleet that is not named may be any. */
function concerns(fleet, route) {
  const named = route.match(/^\/fleets\/([^/?]+)/)?.[1] ?? route.match(/[?&]fleet=([^&]+)/)?.[1];
  return fleet === undefined || named === undefined || decodeURIComponent(named) === fleet;
}

function shows(entry, id) {
  return entry.value?.items.some((item) => item.id === id) ?? false;
}
