/**
 * Which view the address names. Views live behind the '#', so the server knows none of them and
 * every other path stays an honest 404.
 *
 *     #/                      fleets
 *     #/fleets/NAME           its devices
 *     #/fleets/NAME/releases  its releases
 *     #/devices/ID            one device
 *     #/sign-in/TICKET        what a provider's sign-in brings back (provider.js); so #/code/TICKET
 */
import { useEffect, useState } from "preact/hooks";

export function toFleet(name) {
  return `#/fleets/${encodeURIComponent(name)}`;
}

export function toReleases(name) {
  return `${toFleet(name)}/releases`;
}

export function toDevice(id) {
  return `#/devices/${encodeURIComponent(id)}`;
}

/** The parts of the address, decoded: ["fleets", "berlin"]. */
export function useAddress() {
  const [address, setAddress] = useState(location.hash);
  useEffect(() => {
    const changed = () => setAddress(location.hash);
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return partsOf(address);
}

function partsOf(address) {
  try {
    return address.split("/").slice(1).filter(Boolean).map(decodeURIComponent);
  } catch {
    return ["unreadable"];
  }
}
