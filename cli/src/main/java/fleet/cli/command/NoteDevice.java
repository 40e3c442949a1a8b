package fleet.cli.command;

import fleet.contract.operator.DeviceEdit;
import fleet.contract.operator.DeviceView;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet device note DEVICE TEXT}: writes down what people should know of a device. */
final class NoteDevice implements Command {
  @Mixin private DeviceArgument device;

  @Parameters(index = "1", paramLabel = "TEXT", description = "The note; empty to remove it.")
  private String text;

  @Mixin private Common common;

  private final Shell shell;

  NoteDevice(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var edit = new DeviceEdit(Optional.empty(), Optional.of(text), Optional.empty());
    var view = Api.signedIn(shell, common).http().patch(device.route(), edit, DeviceView.class);
    return new Answer(shell, common)
        .one(
            view,
            now ->
                shell
                    .terminal()
                    .print(
                        now.note().isEmpty()
                            ? "%s has no note now".formatted(now.name())
                            : "the note is kept with %s".formatted(now.name())));
  }
}
