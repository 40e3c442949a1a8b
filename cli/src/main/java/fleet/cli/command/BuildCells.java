package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.contract.operator.BuildState;
import fleet.contract.operator.BuildView;
import java.time.Duration;

/** What tables show of builds. */
final class BuildCells {
  private BuildCells() {}

  static Cell state(BuildState state) {
    var style =
        switch (state) {
          case WAITING -> Style.DIM;
          case RUNNING -> Style.WARNING;
          case SUCCEEDED -> Style.GOOD;
          case FAILED -> Style.BAD;
        };
    return Cell.of(Converters.word(state), style);
  }

  /** From its arrival to its end. */
  static Cell took(BuildView build) {
    return build
        .endedAt()
        .map(end -> Cell.of(Human.took(Duration.between(build.createdAt(), end))))
        .orElse(Cell.of("-", Style.DIM));
  }
}
