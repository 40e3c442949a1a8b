package fleet.contract.provider;

/** Where the browser goes when the provider is done. */
public enum Finish {
  /** To the page of the dashboard that began. */
  PAGE,
  /** To a port of the machine that the browser runs on, where a program waits (RFC 8252). */
  LOOPBACK,
  /** To a page that shows a code, for a program on a machine without a browser. */
  CODE
}
