package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Style;
import fleet.contract.identity.ServiceName;
import fleet.contract.operator.VariableChange;
import java.util.Optional;

/** How variables look in a table. */
final class VariableCells {
  private static final Cell NOTHING = Cell.of("-", Style.DIM);

  private VariableCells() {}

  static Cell value(boolean secret, Optional<String> value) {
    return secret ? Cell.of("secret", Style.DIM) : value.map(Cell::of).orElse(NOTHING);
  }

  static Cell service(Optional<ServiceName> service) {
    return service.map(Cell::of).orElse(Cell.of("every", Style.DIM));
  }

  /** What there was and what there is: {@code blue -> red}. */
  static Cell change(VariableChange change) {
    if (change.secret()) {
      return Cell.of(change.removed() ? "secret, removed" : "secret, set", Style.DIM);
    }
    return Cell.of(change.before().orElse("-") + " -> " + change.after().orElse("-"));
  }
}
