package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.audit.AuditView;
import fleet.contract.identity.FleetName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleet audit list}: who did what, the newest first. */
final class ListAudit implements Command {
  @Option(names = "--who", paramLabel = "NAME", description = "A user, device id, server, nobody.")
  private @Nullable String who;

  @Option(
      names = "--action",
      paramLabel = "ACTION",
      description = "Such as device.pin, or device for all of devices.")
  private @Nullable String action;

  @Option(
      names = "--subject",
      paramLabel = "TEXT",
      description = "A user to whom it was done, or part of what it was done to.")
  private @Nullable String subject;

  @Option(names = "--fleet", paramLabel = "FLEET", description = "In this fleet.")
  private @Nullable FleetName fleet;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Not before: 2026-11-24, 2026-11-24T08:00:00Z, or 2h for two hours ago.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "Before; written like --since.")
  private @Nullable String until;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many at most (${DEFAULT-VALUE}); 0 for all.")
  private int limit;

  @Mixin private Common common;

  private final Shell shell;

  ListAudit(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    if (limit < 0) {
      throw CommandFailure.usage("--limit: expected a number from 0", "0 lists all");
    }
    var route = "/audit" + query();
    var api = Api.signedIn(shell, common);
    var rows =
        limit == 0 ? api.all(route, AuditView.class) : api.some(route, AuditView.class, limit);
    return new Answer(shell, common).list(rows, this::table, "nothing like that was done");
  }

  private String query() {
    var parts = new ArrayList<String>();
    Stream.of(
            part("who", who),
            part("action", action),
            part("subject", subject),
            part("fleet", fleet),
            part("from", time("--since", since)),
            part("until", time("--until", until)))
        .forEach(part -> part.ifPresent(parts::add));
    if (limit == 0 || limit > 100) {
      parts.add("limit=500");
    }
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  private static Optional<String> part(String name, @Nullable Object value) {
    return Optional.ofNullable(value).map(text -> name + "=" + Api.escape(text.toString()));
  }

  private @Nullable Instant time(String option, @Nullable String text) {
    if (text == null) {
      return null;
    }
    if (text.matches("[0-9]{1,6}[smhd]")) {
      Duration ago = Converters.duration(text);
      return shell.clock().instant().minus(ago);
    }
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
          : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw CommandFailure.usage(
          option + ": '" + text + "' is not a time",
          "2026-11-24, 2026-11-24T08:00:00Z, or 2h for two hours ago");
    }
  }

  private Table table(List<AuditView> rows) {
    return Table.of(
        List.of("TIME", "WHO", "ACTION", "FLEET", "WHAT"),
        rows.stream()
            .map(row ->
                List.of(
                    Cell.of(row.at().truncatedTo(ChronoUnit.SECONDS).toString(), Style.DIM),
                    Cell.of(row.who(), Style.NAME),
                    Cell.of(row.what()),
                    Cell.of(row.fleet().orElse("")),
                    Cell.of(what(row))))
            .toList());
  }

  private static String what(AuditView row) {
    return Stream.of(row.about().orElse(""), row.subject())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
