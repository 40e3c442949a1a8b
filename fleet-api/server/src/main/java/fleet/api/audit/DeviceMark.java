package fleet.api.audit;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;

/** A device as the log marks it: {@code device ID NAME}, so that one has a mark for each name. */
final class DeviceMark {
  private DeviceMark() {}

  static String of(DeviceId id, DeviceName name) {
    return "device %s %s".formatted(id, name);
  }
}
