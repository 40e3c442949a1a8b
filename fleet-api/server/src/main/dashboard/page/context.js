/** What every view may ask for without being handed it: the store, and routes of it. */
import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";

export const StoreContext = createContext();

/** The route's entry, live: the caller is drawn again at each change. */
export function useRoute(route) {
  const store = useContext(StoreContext);
  const [, draw] = useState(0);
  useEffect(() => store.watch(route, () => draw((count) => count + 1)), [store, route]);
  return store.entry(route);
}

export function useStore() {
  return useContext(StoreContext);
}
