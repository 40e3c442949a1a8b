package fleet.contract.device;

/** Where a device stands with its target. */
public enum Phase {
  /** It has no release to run. */
  IDLE,
  /** It fetches images; the old release runs on. */
  DOWNLOADING,
  /** It stops old and starts new containers. */
  APPLYING,
  /** Everything new runs; health and soak are being proved. */
  PROVING,
  /** The target runs, healthy for the soak. */
  SETTLED,
  /** The target failed here and the release before it runs again. */
  ROLLED_BACK,
  /** The target cannot be applied, and there is nothing to return to. */
  FAILED
}
