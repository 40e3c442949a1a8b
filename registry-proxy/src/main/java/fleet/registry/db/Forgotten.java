package fleet.registry.db;

/** What became of a wish to forget. */
public enum Forgotten {
  DONE,
  UNKNOWN,
  IN_USE
}
