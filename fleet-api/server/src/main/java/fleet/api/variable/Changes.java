package fleet.api.variable;

import fleet.contract.identity.ServiceName;
import fleet.contract.operator.VariableChange;
import fleet.contract.operator.VariableView;
import fleet.contract.variable.VariableName;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts rows into words for people, who are never told a secret's value. Pure. */
final class Changes {
  private record Key(Optional<ServiceName> service, VariableName name) {}

  private Changes() {}

  static VariableView view(VariableRows.Row row) {
    return new VariableView(
        Precedence.level(row.ofDevice(), row.service()),
        row.service(),
        row.name(),
        row.version(),
        row.secret(),
        row.value(),
        row.by(),
        row.at(),
        List.of());
  }

  static VariableChange change(VariableRows.Step step) {
    return change(step.row(), step.valueBefore(), step.secretBefore());
  }

  /** What differs between two moments, by service and name, as if changed at once. */
  static List<VariableChange> between(List<VariableRows.Row> from, List<VariableRows.Row> to) {
    var before = byKey(from);
    return byKey(to).entrySet().stream()
        .filter(entry -> differs(Optional.ofNullable(before.get(entry.getKey())), entry.getValue()))
        .map(entry -> {
          var old = Optional.ofNullable(before.get(entry.getKey()));
          var wasSecret = old.filter(VariableRows.Row::secret).isPresent();
          return change(entry.getValue(), old.flatMap(VariableRows.Row::value), wasSecret);
        })
        .sorted(Comparator.comparing(Changes::cursor))
        .toList();
  }

  /** Sorts what differs by name, level and service. */
  static String cursor(VariableChange change) {
    return Precedence.cursor(change.name(), change.level(), change.service());
  }

  private static VariableChange change(
      VariableRows.Row row, Optional<String> before, boolean wasSecret) {
    var secret = row.secret() || wasSecret;
    return new VariableChange(
        row.version(),
        row.at(),
        row.by(),
        Precedence.level(row.ofDevice(), row.service()),
        row.service(),
        row.name(),
        secret,
        row.removed(),
        secret ? Optional.empty() : before,
        secret ? Optional.empty() : row.value());
  }

  /** Of a secret nobody knows here whether it is the same again, so each change of it counts. */
  private static boolean differs(Optional<VariableRows.Row> before, VariableRows.Row after) {
    var there = before.filter(row -> !row.removed());
    if (there.isEmpty()) {
      return !after.removed();
    }
    var old = there.get();
    return old.version() != after.version()
        && (after.removed()
            || old.secret()
            || after.secret()
            || !old.value().equals(after.value()));
  }

  private static Map<Key, VariableRows.Row> byKey(List<VariableRows.Row> rows) {
    var found = new LinkedHashMap<Key, VariableRows.Row>();
    rows.forEach(row -> found.put(new Key(row.service(), row.name()), row));
    return found;
  }
}
