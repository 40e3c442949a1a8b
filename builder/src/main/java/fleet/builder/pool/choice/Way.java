package fleet.builder.pool.choice;

/** How an engine builds for a platform, the best first. */
public enum Way {
  /** Its processors run the platform's programs. */
  NATIVE,
  /** QEMU does. */
  EMULATED,
  /**
   * Nothing does: what only copies succeeds, as a build stage on the engine's own platform does.
   */
  COPIED
}
