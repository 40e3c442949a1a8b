package fleet.builder.pool.choice;

/** How an engine builds for a platform, the best first. */
public enum Way {
  /** Its processors run the platform's programs. */
  NATIVE,
  /** QEMU does. */
  EMULATED,
  /** It does not say that it can: what only copies succeeds, and perhaps more. */
  UNSURE
}
