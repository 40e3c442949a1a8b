package fleet.cli.server.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a backup holds of the database.
 *
 * @param format of the whole file, {@link #FORMAT}
 */
record Contents(int format, Instant madeAt, List<Schema> schemas) {
  static final int FORMAT = 1;

  Contents {
    schemas = List.copyOf(schemas);
  }

  /**
   * One part's schema.
   *
   * @param version of its last migration
   * @param sequences the last number that each gave
   */
  record Schema(String name, String version, List<Table> tables, Map<String, Long> sequences) {
    Schema {
      tables = List.copyOf(tables);
      sequences = Map.copyOf(sequences);
    }
  }

  /**
   * One table.
   *
   * @param columns those that are stored, in the order of their values
   */
  record Table(String name, List<String> columns) {
    Table {
      columns = List.copyOf(columns);
    }
  }
}
