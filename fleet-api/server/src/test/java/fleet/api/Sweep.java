package fleet.api;

import static java.util.function.Predicate.not;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks through every column of every table of the schema {@code api}, those that will be added
 * too; also into what is signed, which is stored as base64. Upper case is other than lower.
 */
record Sweep(RunningApi api) {
  private static final String COLUMNS =
      """
      select string_agg(t.table_name || '.' || c.column_name || '.' || c.data_type, ',')
      from information_schema.tables t
      join information_schema.columns c using (table_schema, table_name)
      where t.table_schema = 'api' and t.table_type = 'BASE TABLE'
      """;

  /** The columns, as {@code table.column}, in which any of these words stands. */
  Set<String> find(String... words) {
    var found = new TreeSet<String>();
    for (var column : columns()) {
      if (Arrays.stream(words).anyMatch(word -> stands(column, word))) {
        found.add("%s.%s".formatted(column.get(0), column.get(1)));
      }
    }
    return found;
  }

  private List<List<String>> columns() {
    return Arrays.stream(api.database().value(COLUMNS).orElseThrow().split(","))
        .map(column -> List.of(column.split("\\.")))
        .filter(not(column -> column.getFirst().equals("flyway_schema_history")))
        .toList();
  }

  private boolean stands(List<String> column, String word) {
    var value = "\"%s\"".formatted(column.get(1));
    var text =
        switch (column.get(2)) {
          case "bytea" -> "encode(%s, 'escape')";
          case "jsonb" ->
              "concat(%1$s::text, convert_from(decode(%1$s ->> 'payload', 'base64'), 'UTF8'))";
          default -> "%s::text";
        };
    var query =
        "select 1 from api.\"%s\" where position('%s' in %s) > 0 limit 1"
            .formatted(column.getFirst(), word, text.formatted(value));
    return api.database().value(query).isPresent();
  }
}
