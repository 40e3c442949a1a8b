package fleet.contract.operator;

import fleet.contract.release.Canary;
import java.util.List;
import java.util.Optional;

/**
 * A release to roll out, to some devices first.
 *
 * @param release its version or id
 * @param canary how many devices, and for how long
 * @param devices names or ids of those that go first; drawn when empty
 * @param seed of the draw, to draw as before; a new one when absent
 */
public record NewRollout(String release, Canary canary, List<String> devices, Optional<Long> seed) {
  public NewRollout {
    devices = List.copyOf(devices);
    if (!devices.isEmpty() && devices.size() != canary.devices()) {
      throw new IllegalArgumentException(
          "%d devices are named, and %d go first".formatted(devices.size(), canary.devices()));
    }
  }
}
