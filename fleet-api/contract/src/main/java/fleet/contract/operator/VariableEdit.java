package fleet.contract.operator;

import fleet.contract.identity.ServiceName;
import fleet.contract.variable.VariableName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Changes to the variables of one level, all of them or none.
 *
 * @param service whose; absent for every service
 */
public record VariableEdit(
    Optional<ServiceName> service, List<NewVariable> set, List<VariableName> remove) {
  private static final int MAX = 500;

  public VariableEdit {
    set = List.copyOf(set);
    remove = List.copyOf(remove);
    var names = Stream.concat(set.stream().map(NewVariable::name), remove.stream()).toList();
    if (names.isEmpty() || names.size() > MAX) {
      throw new IllegalArgumentException("an edit is of 1 to %d variables".formatted(MAX));
    }
    if (new HashSet<>(names).size() != names.size()) {
      throw new IllegalArgumentException("an edit names a variable once");
    }
  }
}
