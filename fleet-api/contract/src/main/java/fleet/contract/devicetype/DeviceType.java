package fleet.contract.devicetype;

import fleet.contract.release.Platform;
import java.util.List;

/**
 * A kind of device.
 *
 * @param slug its one name: {@code raspberrypi4-64}
 * @param name for people
 * @param platform whose images it runs
 * @param aliases other slugs by which it is known
 * @param models how the model begins that such a machine says of itself
 * @param builtIn it comes with Fleet, and stays
 */
public record DeviceType(
    String slug,
    String name,
    Platform platform,
    List<String> aliases,
    List<String> models,
    boolean builtIn) {
  public DeviceType {
    aliases = List.copyOf(aliases);
    models = List.copyOf(models);
  }
}
