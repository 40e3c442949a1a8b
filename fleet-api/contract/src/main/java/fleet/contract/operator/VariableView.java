package fleet.contract.operator;

import fleet.contract.identity.ServiceName;
import fleet.contract.identity.UserName;
import fleet.contract.variable.VariableName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A variable as it is set at one level.
 *
 * @param version grows with every change of any variable
 * @param value absent when it is secret
 * @param hides levels below at which the name is set too; only in what a device is given
 */
public record VariableView(
    VariableLevel level,
    Optional<ServiceName> service,
    VariableName name,
    long version,
    boolean secret,
    Optional<String> value,
    UserName setBy,
    Instant setAt,
    List<VariableLevel> hides) {
  public VariableView {
    hides = List.copyOf(hides);
  }
}
