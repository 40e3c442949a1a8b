/** The tab's title says where one is. */
import { useEffect } from "preact/hooks";

export function useTitle(title) {
  useEffect(() => {
    document.title = `${title} · Fleet`;
  }, [title]);
}
