/** Starts the page: someone signs in, then everything is drawn from the store and kept live. */
import { render } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { Api } from "./api.js";
import { StoreContext } from "./context.js";
import { Live } from "./live.js";
import { html } from "./parts/html.js";
import { Shell } from "./parts/shell.js";
import { useAddress } from "./router.js";
import { forgetSession, saveSession, savedSession } from "./session.js";
import { Store } from "./store.js";
import { CodeView } from "./views/code.js";
import { DeviceView } from "./views/device.js";
import { FleetView } from "./views/fleet.js";
import { FleetsView } from "./views/fleets.js";
import { NowhereView } from "./views/nowhere.js";
import { SignInView } from "./views/sign-in.js";

function App() {
  const [place, ticket] = useAddress();
  const [session, setSession] = useState(savedSession);
  const [notice, setNotice] = useState();
  const signIn = (signedIn) => {
    saveSession(signedIn);
    setSession(signedIn);
  };
  const signOut = (reason) => {
    forgetSession();
    setNotice(reason);
    setSession(undefined);
  };
  if (place === "code" && ticket !== undefined) {
    return html`<${CodeView} ticket=${ticket} />`;
  }
  return session === undefined
    ? html`<${SignInView} notice=${notice} ticket=${place === "sign-in" ? ticket : undefined} onSignedIn=${signIn} />`
    : html`<${SignedIn} key=${session.token} session=${session} onSignedOut=${signOut} />`;
}

function SignedIn({ session, onSignedOut }) {
  const [connection, setConnection] = useState({ name: "connecting" });
  const { api, store, live } = useMemo(() => {
    const api = new Api(session.token, onSignedOut);
    const store = new Store(api);
    const live = new Live(api, {
      open: () => store.refreshAll(),
      event: (event) => store.happened(event),
      state: setConnection,
    });
    return { api, store, live };
  }, []);
  useEffect(() => {
    live.start();
    return () => live.close();
  }, []);
  const leave = async () => {
    await api.post("/logout", {}).catch(() => {});
    onSignedOut();
  };
  return html`
    <${StoreContext.Provider} value=${store}>
      <${Shell} session=${session} connection=${connection} onRetry=${() => live.retry()} onLeave=${leave}>
        <${View} />
      <//>
    <//>`;
}

function View() {
  const [place, name, tab] = useAddress();
  switch (place) {
    case undefined:
      return html`<${FleetsView} />`;
    case "fleets":
      return html`<${FleetView} key=${name} name=${name ?? ""} tab=${tab ?? "devices"} />`;
    case "devices":
      return html`<${DeviceView} key=${name} id=${name ?? ""} />`;
    default:
      return html`<${NowhereView} />`;
  }
}

render(html`<${App} />`, document.getElementById("app"));
