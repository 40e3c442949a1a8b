package fleet.contract.operator;

import fleet.contract.devicetype.TypeChoice;
import java.time.Duration;
import java.util.Optional;

/**
 * A provisioning key to make.
 *
 * @param uses how many devices may register with it
 * @param type of every device that registers with it; absent when each is what it says
 */
public record NewProvisioningKey(int uses, Duration validFor, Optional<String> type) {
  public NewProvisioningKey {
    var _ = type.map(TypeChoice::new);
  }

  /** A key for devices of every kind. */
  public NewProvisioningKey(int uses, Duration validFor) {
    this(uses, validFor, Optional.empty());
  }
}
