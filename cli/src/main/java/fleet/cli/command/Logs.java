package fleet.cli.command;

import fleet.cli.output.Palette;
import fleet.cli.output.Printable;
import fleet.cli.output.Style;
import fleet.contract.Json;
import fleet.contract.device.LogLine;
import fleet.contract.identity.ServiceName;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleet logs DEVICE}: what its services and its supervisor wrote. */
final class Logs implements Command {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final int DEFAULT_LIMIT = 100;
  private static final int SERVICE_WIDTH = 10;

  @Mixin private DeviceArgument device;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with new lines as they come.")
  private boolean follow;

  @Option(names = "--service", paramLabel = "SERVICE", description = "Only this service.")
  private @Nullable ServiceName service;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "How many lines of the past; 100 when not said.")
  private int limit = DEFAULT_LIMIT;

  @Mixin private Common common;

  private final Shell shell;

  Logs(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    if (limit < 0) {
      throw CommandFailure.usage("--limit is not negative", "--limit " + DEFAULT_LIMIT);
    }
    Api.signedIn(shell, common).http().stream(route(), LogLine.class, this::show);
    return ExitCode.DONE;
  }

  private String route() {
    var filter = service == null ? "" : "&service=" + service;
    return device.route("logs") + "?follow=" + follow + "&limit=" + limit + filter;
  }

  /** Shows a line, and says whether anybody still reads. */
  private boolean show(LogLine line) {
    var terminal = shell.terminal();
    terminal.print(common.json() ? Json.write(line) : text(line, terminal.palette()));
    return !terminal.isClosed();
  }

  private String text(LogLine line, Palette palette) {
    var who = line.service().map(ServiceName::value).orElse("supervisor");
    var gap = " ".repeat(Math.max(0, SERVICE_WIDTH - who.length()));
    var text =
        palette.colours() ? Printable.colouredLine(line.text()) : Printable.line(line.text());
    return palette.paint(Style.DIM, TIME.format(line.at().atZone(shell.clock().getZone())))
        + "  "
        + palette.paint(Style.NAME, who)
        + gap
        + "  "
        + text;
  }
}
