package fleet.supervisor.apply;

import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.Secret;
import fleet.contract.variable.VariableName;
import java.util.Map;

/** Knows the values of the variables that a service is given. */
@FunctionalInterface
public interface Values {
  /**
   * The values by name.
   *
   * @throws RuntimeException when one is not known, or does not open
   */
  Map<VariableName, Secret> of(ServiceTarget service);
}
