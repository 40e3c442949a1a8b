package fleet.cli.command;

import fleet.cli.output.Fact;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.devicetype.DeviceType;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet device type show TYPE}: one kind of device. */
final class ShowDeviceType implements Command {
  @Parameters(paramLabel = "TYPE", description = "Its slug, or another by which it is known.")
  private String type;

  @Mixin private Common common;

  private final Shell shell;

  ShowDeviceType(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var route = Api.route("device-types", type);
    var found = Api.signedIn(shell, common).http().get(route, DeviceType.class);
    return new Answer(shell, common).one(found, this::show);
  }

  private void show(DeviceType found) {
    shell
        .terminal()
        .print(
            Table.facts(
                List.of(
                    Fact.of("type", found.slug(), Style.NAME),
                    Fact.of("name", found.name()),
                    Fact.of("platform", found.platform()),
                    Fact.of("also", words(found.aliases())),
                    Fact.of("models", words(found.models())),
                    Fact.of("from", found.builtIn() ? "Fleet" : "this installation"))));
  }

  private static String words(List<String> words) {
    return words.isEmpty() ? "-" : String.join(", ", words);
  }
}
