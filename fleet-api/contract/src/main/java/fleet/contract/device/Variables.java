package fleet.contract.device;

import fleet.contract.variable.SealingKey;
import java.util.List;
import java.util.Optional;

/**
 * The variables of a device's services.
 *
 * @param revision the newest change of any of them, removals too; 0 before the first
 * @param sealedTo the device's key to which the boxes are sealed; absent when it sent none, and
 *     then secret ones are left out
 * @param inOrder of one name that a service is given twice, the later wins
 */
public record Variables(
    long revision, Optional<SealingKey> sealedTo, List<VariableTarget> inOrder) {
  public static final Variables NONE = new Variables(0, Optional.empty(), List.of());

  public Variables {
    inOrder = List.copyOf(inOrder);
  }
}
