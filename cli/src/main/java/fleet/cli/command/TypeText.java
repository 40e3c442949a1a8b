package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.devicetype.DeviceType;
import fleet.contract.devicetype.FleetTypes;
import java.util.List;

/** How kinds of devices look. */
final class TypeText {
  private TypeText() {}

  /** What devices a fleet takes. */
  static String fleet(FleetTypes known) {
    var accepts =
        known.accepts().isEmpty() ? "every device" : String.join(", ", known.accepts()) + " only";
    return known
        .type()
        .map(type -> "%s; a generic one is a %s where it can be".formatted(accepts, type))
        .orElse(accepts);
  }

  static Table table(List<DeviceType> types) {
    return Table.of(
        List.of("TYPE", "PLATFORM", "NAME"),
        types.stream()
            .map(type ->
                List.of(
                    Cell.of(type.slug(), type.builtIn() ? Style.PLAIN : Style.NAME),
                    Cell.of(type.platform()),
                    Cell.of(type.name())))
            .toList());
  }
}
