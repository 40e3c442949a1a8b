package fleet.cli.command;

import fleet.cli.output.Printable;
import fleet.contract.job.JobAction;
import fleet.contract.operator.DeviceEdit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet device tag DEVICE KEY=VALUE...}: sets tags, and removes those without a value. */
final class TagDevice implements Command {
  @Mixin private DeviceArgument device;
  @Mixin private ManyDevices many;
  @Mixin private Confirmation confirmation;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "KEY=VALUE",
      description = "A tag to set; KEY= removes it.")
  private List<String> tags = List.of();

  @Mixin private Common common;

  private final Shell shell;

  TagDevice(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() throws InterruptedException {
    var wanted = parse(tags);
    if (many.areMeant()) {
      var action =
          CommandFailure.understood(() -> new JobAction.Tag(wanted), "such as site=berlin");
      return new BulkOrder(shell, common, many, confirmation)
          .run(device.fleet(), action, "sets tags of");
    }
    var edit = CommandFailure.understood(() -> DeviceEdit.ofTags(wanted), "such as site=berlin");
    return new Answer(shell, common)
        .sentence(
            device.edit(Api.signedIn(shell, common), edit),
            now ->
                now.tags().isEmpty()
                    ? "%s has no tags now".formatted(now.name())
                    : "%s has %s".formatted(now.name(), Printable.line(line(now.tags()))));
  }

  /** In order, on one line. */
  static String line(Map<String, String> tags) {
    return new TreeMap<>(tags)
        .entrySet().stream()
            .map(tag -> tag.getKey() + "=" + tag.getValue())
            .collect(Collectors.joining(" "));
  }

  private static Map<String, String> parse(List<String> texts) {
    var parsed = new LinkedHashMap<String, String>();
    for (var text : texts) {
      var equals = text.indexOf('=');
      if (equals < 1) {
        throw CommandFailure.usage("'%s' is not a tag".formatted(text), "such as site=berlin");
      }
      parsed.put(text.substring(0, equals), text.substring(equals + 1));
    }
    return parsed;
  }
}
