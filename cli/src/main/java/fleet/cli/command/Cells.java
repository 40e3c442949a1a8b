package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Style;
import fleet.contract.operator.DeviceStatus;
import fleet.contract.operator.ReleaseSummary;
import java.util.Optional;

/** How what the API says looks in a table. */
final class Cells {
  private static final Cell NOTHING = Cell.of("-", Style.DIM);

  private Cells() {}

  static Cell version(Optional<ReleaseSummary> release) {
    return release.map(known -> Cell.of(known.version())).orElse(NOTHING);
  }

  static Cell failures(int number) {
    return number == 0 ? Cell.of("0", Style.DIM) : Cell.of(number, Style.BAD);
  }

  static Cell status(DeviceStatus status) {
    return switch (status) {
      case ONLINE -> Cell.of("online", Style.GOOD);
      case OFFLINE -> Cell.of("offline", Style.WARNING);
      case NEVER_SEEN -> Cell.of("never seen", Style.DIM);
    };
  }
}
