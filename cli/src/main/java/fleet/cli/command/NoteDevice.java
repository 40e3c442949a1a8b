package fleet.cli.command;

import fleet.contract.job.JobAction;
import fleet.contract.operator.DeviceEdit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet device note DEVICE TEXT}: writes down what people should know of a device. */
final class NoteDevice implements Command {
  @Mixin private DeviceArgument device;
  @Mixin private ManyDevices many;
  @Mixin private Confirmation confirmation;

  @Parameters(index = "1", paramLabel = "TEXT", description = "The note; empty to remove it.")
  private String text;

  @Mixin private Common common;

  private final Shell shell;

  NoteDevice(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() throws InterruptedException {
    if (many.areMeant()) {
      var action = CommandFailure.understood(() -> new JobAction.Note(text), "say less");
      return new BulkOrder(shell, common, many, confirmation)
          .run(device.fleet(), action, "writes the note of");
    }
    var edit = CommandFailure.understood(() -> DeviceEdit.ofNote(text), "say less");
    return new Answer(shell, common)
        .sentence(
            device.edit(Api.signedIn(shell, common), edit),
            now ->
                now.note().isEmpty()
                    ? "%s has no note now".formatted(now.name())
                    : "the note is kept with %s".formatted(now.name()));
  }
}
