package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.contract.device.ContainerState;
import fleet.contract.device.Health;
import fleet.contract.device.Phase;
import fleet.contract.operator.DeviceStatus;
import fleet.contract.operator.ReleaseSummary;
import java.time.Instant;
import java.util.Optional;

/** How what the API says looks in a table. */
final class Cells {
  private static final Cell NOTHING = Cell.of("-", Style.DIM);
  private static final int SHORT_COMMIT = 7;

  private Cells() {}

  static Cell version(Optional<ReleaseSummary> release) {
    return release.map(known -> Cell.of(known.version())).orElse(NOTHING);
  }

  /** Version, commit and age: {@code 0.0.0+rev3 (1a2b3c4), 5 min ago}. */
  static Cell release(Optional<ReleaseSummary> release, Instant now) {
    return release
        .map(known ->
            Cell.of(
                "%s (%s), %s"
                    .formatted(
                        known.version(),
                        shortCommit(known.commit()),
                        Human.age(known.createdAt(), now))))
        .orElse(NOTHING);
  }

  static String shortCommit(String commit) {
    return commit.substring(0, Math.min(SHORT_COMMIT, commit.length()));
  }

  static Cell failures(int number) {
    return number == 0 ? Cell.of("0", Style.DIM) : Cell.of(number, Style.BAD);
  }

  static Cell status(DeviceStatus status) {
    var style =
        switch (status) {
          case ONLINE -> Style.GOOD;
          case OFFLINE -> Style.WARNING;
          case PREREGISTERED, NEVER_SEEN -> Style.DIM;
        };
    return Cell.of(Converters.word(status).replace('-', ' '), style);
  }

  static Cell phase(Phase phase) {
    var style =
        switch (phase) {
          case SETTLED -> Style.GOOD;
          case ROLLED_BACK, FAILED -> Style.BAD;
          case DOWNLOADING, APPLYING, PROVING -> Style.WARNING;
          case IDLE -> Style.DIM;
        };
    return Cell.of(Converters.word(phase).replace('-', ' '), style);
  }

  static Cell state(ContainerState state) {
    var style =
        switch (state) {
          case RUNNING -> Style.GOOD;
          case CREATED, RESTARTING -> Style.WARNING;
          case MISSING, EXITED -> Style.BAD;
        };
    return Cell.of(Converters.word(state), style);
  }

  static Cell health(Health health) {
    return switch (health) {
      case NONE -> NOTHING;
      case STARTING -> Cell.of("starting", Style.WARNING);
      case HEALTHY -> Cell.of("healthy", Style.GOOD);
      case UNHEALTHY -> Cell.of("unhealthy", Style.BAD);
    };
  }
}
