/**
 * Signing in at a provider. This tab keeps a verifier while the browser is away; what comes back opens
 * nothing without it, so a sign-in that somebody else began ends nowhere.
 *
 *     #/sign-in/TICKET   the provider is done: redeemed by the tab that began
 *     #/sign-in/over     it was too late, or came twice
 *     #/code/TICKET      the provider is done: for a program elsewhere, to which a person takes it
 */
import { Api, Problem } from "./api.js";

const KEY = "fleet.provider-sign-in";
const BYTES = 32;

/** The providers that there are. */
export async function providers() {
  const { items } = await nobody().get("/providers");
  return items;
}

/** Leaves for the provider. */
export async function leaveFor(provider) {
  if (new URL(provider.server).origin !== location.origin) {
    location.assign(`${provider.server}/`);
    return;
  }
  if (crypto.subtle === undefined) {
    throw problem("This page was not fetched by https.", "Sign in by a password, or reach the server by https.");
  }
  const verifier = text(crypto.getRandomValues(new Uint8Array(BYTES)));
  const challenge = text(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier)));
  const route = `/providers/${encodeURIComponent(provider.name)}/sign-ins`;
  const { address } = await nobody().post(route, { challenge, finish: "PAGE" });
  sessionStorage.setItem(KEY, verifier);
  location.assign(address);
}

/** The SignedIn answer to what the browser brought back; once. */
export async function redeem(ticket) {
  const verifier = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  history.replaceState(undefined, "", "#/");
  if (verifier === null || ticket === "over") {
    throw problem("This sign-in is over, or began elsewhere.", "Begin it again here.");
  }
  return nobody().post("/provider-sign-ins/redeem", { ticket, verifier });
}

function nobody() {
  return new Api(undefined, () => {});
}

function problem(message, hint) {
  return new Problem(0, { code: "GONE", message, hint });
}

/** Unpadded URL-safe base64. */
function text(bytes) {
  const letters = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
