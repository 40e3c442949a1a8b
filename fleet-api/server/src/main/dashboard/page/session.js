/** Who is signed in, kept by this tab alone: never in a URL, a cookie or another tab. */
const KEY = "fleet.session";

/** The SignedIn answer that is still good, or undefined. */
export function savedSession() {
  const text = sessionStorage.getItem(KEY);
  if (text === null) {
    return undefined;
  }
  const session = JSON.parse(text);
  return Date.parse(session.expiresAt) > Date.now() ? session : undefined;
}

export function saveSession(session) {
  sessionStorage.setItem(KEY, JSON.stringify(session));
}

export function forgetSession() {
  sessionStorage.removeItem(KEY);
}
