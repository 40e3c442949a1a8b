/** The server's clock as far as it is known: ages are told by it, not by this machine's. */
let offset = 0;

/** Takes the Date header of an answer; good to a second. */
export function setServerClock(date) {
  const millis = Date.parse(date ?? "");
  if (!Number.isNaN(millis)) {
    offset = millis - Date.now();
  }
}

export function serverNow() {
  return Date.now() + offset;
}
