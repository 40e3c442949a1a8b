package fleet.cli.server.backup;

/** What the entries of a backup are called. */
final class Entries {
  static final String CONTENTS = "fleet-backup.json";
  static final String MASTER_KEY = "master.key";
  static final String SUMS = "SHA256SUMS";
  static final String DATA = "data/";
  static final String BUILDER = "builder";
  static final String REGISTRY = "registry";
  private static final String DATABASE = "database/";
  private static final String COPY = ".copy.gz";

  private Entries() {}

  static String rows(String schema, String table) {
    return DATABASE + schema + "/" + table + COPY;
  }
}
