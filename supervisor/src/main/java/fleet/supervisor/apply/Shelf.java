package fleet.supervisor.apply;

import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.Secret;
import fleet.contract.variable.VariableName;
import fleet.supervisor.engine.FileBind;
import java.util.List;
import java.util.Map;

/** Where files lie that services are given. */
@FunctionalInterface
public interface Shelf {
  /**
   * Puts them there; what is there stays as it is.
   *
   * @param container whose files they are, by its name
   * @param values of the service's variables
   * @throws RuntimeException when one has no content, or cannot be written
   */
  List<FileBind> lay(String container, ServiceTarget service, Map<VariableName, Secret> values);
}
