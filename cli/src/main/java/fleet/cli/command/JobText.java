package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Fact;
import fleet.cli.output.Human;
import fleet.cli.output.Printable;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.job.JobAction;
import fleet.contract.job.JobDevice;
import fleet.contract.job.JobDeviceState;
import fleet.contract.job.JobSelection;
import fleet.contract.job.JobState;
import fleet.contract.job.JobView;
import java.time.Instant;
import java.util.List;

/** How jobs look. */
final class JobText {
  private JobText() {}

  /** A job that could not do all that was ordered is a failure. */
  static ExitCode verdict(JobView job) {
    return job.devices().failed() > 0 || job.state() == JobState.CANCELLED
        ? ExitCode.FAILED
        : ExitCode.DONE;
  }

  static Table facts(JobView job, Instant now) {
    return Table.facts(
        List.of(
            Fact.of("job", job.id(), Style.NAME),
            Fact.of("does", action(job.action())),
            Fact.of("to", selection(job.selection())),
            new Fact("state", state(job.state())),
            Fact.of("devices", counts(job)),
            Fact.of("made", job.by() + ", " + Human.age(job.createdAt(), now)),
            Fact.of("ended", job.endedAt().map(ended -> Human.age(ended, now)).orElse("-"))));
  }

  /** {@code 12 done, 1 failed}: what there is. */
  static String counts(JobView job) {
    var counts = job.devices();
    var text = new StringBuilder("%d done".formatted(counts.done()));
    append(text, counts.failed(), "failed");
    append(text, counts.skipped(), "skipped");
    append(text, counts.waiting(), "waiting");
    return text.toString();
  }

  private static void append(StringBuilder text, int count, String word) {
    if (count > 0) {
      text.append(", ").append(count).append(' ').append(word);
    }
  }

  static Table devices(List<JobDevice> devices) {
    return Table.of(
        List.of("DEVICE", "STATE", "BECAUSE"), devices.stream().map(JobText::device).toList());
  }

  private static List<Cell> device(JobDevice device) {
    return List.of(
        Cell.of(device.name(), Style.NAME),
        state(device.state()),
        Cell.of(Printable.line(device.reason())));
  }

  static Cell state(JobState state) {
    var style =
        switch (state) {
          case RUNNING -> Style.PLAIN;
          case DONE -> Style.GOOD;
          case CANCELLED -> Style.WARNING;
        };
    return Cell.of(Converters.word(state), style);
  }

  private static Cell state(JobDeviceState state) {
    var style =
        switch (state) {
          case WAITING -> Style.PLAIN;
          case DONE -> Style.GOOD;
          case FAILED -> Style.BAD;
          case SKIPPED -> Style.WARNING;
        };
    return Cell.of(Converters.word(state), style);
  }

  static String action(JobAction action) {
    return switch (action) {
      case JobAction.Tag(var tags) -> "tag " + Printable.line(TagDevice.line(tags));
      case JobAction.Note(var note) -> "note " + Printable.line(note);
      case JobAction.SetType(var type) -> "set type " + Printable.line(type);
      case JobAction.Move(var to) -> "move to " + to;
      case JobAction.Pin pin -> "pin to " + Printable.line(pin.release());
      case JobAction.Unpin _ -> "unpin";
      case JobAction.Remove(var keep) -> keep ? "remove, and keep how it was" : "remove";
    };
  }

  private static String selection(JobSelection selection) {
    return selection
        .where()
        .map(query -> query.isBlank() ? "all devices" : "devices with " + Printable.line(query))
        .or(() -> selection.group().map("group %s"::formatted))
        .orElse("named devices");
  }
}
