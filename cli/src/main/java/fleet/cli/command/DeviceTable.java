package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.operator.DeviceView;
import java.time.Instant;
import java.util.List;

/** Devices, one line each. */
final class DeviceTable {
  private DeviceTable() {}

  static Table of(List<DeviceView> devices, Instant now) {
    return Table.of(
        List.of("DEVICE", "FLEET", "STATUS", "SEEN", "RUNNING", "PHASE", "PLATFORM", "ID"),
        devices.stream().map(device -> row(device, now)).toList());
  }

  private static List<Cell> row(DeviceView device, Instant now) {
    return List.of(
        Cell.of(device.name(), Style.NAME),
        Cell.of(device.fleet()),
        Cells.status(device.status()),
        Cell.of(device.lastSeen().map(seen -> Human.age(seen, now)).orElse("-"), Style.DIM),
        Cells.version(device.running()),
        Cells.phase(device.phase()),
        Cell.of(device.platform()),
        Cell.of(device.id(), Style.DIM));
  }
}
