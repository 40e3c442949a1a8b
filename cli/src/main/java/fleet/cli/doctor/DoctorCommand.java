package fleet.cli.doctor;

import fleet.cli.command.Command;
import fleet.cli.command.CommandFailure;
import fleet.cli.command.CommandNode;
import fleet.cli.command.ExitCode;
import fleet.cli.command.Shell;
import fleet.cli.machine.Folders;
import fleet.cli.machine.MachineException;
import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** {@code fleet doctor}: what is there, what is missing, and the cure. */
public final class DoctorCommand implements Command {
  @Option(names = "--install", description = "Install what is missing, after asking.")
  private boolean install;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(names = "--json", description = "Answer in JSON, for programs.")
  private boolean json;

  @Option(
      names = "--for",
      paramLabel = "server|demo|tests|measures",
      description = "What the machine is for (demo).")
  private String purpose = "demo";

  private final Shell shell;

  DoctorCommand(Shell shell) {
    this.shell = shell;
  }

  public static CommandNode node() {
    return new CommandNode.Leaf(
        "doctor",
        "Look at what this machine lacks, and install it",
        "fleet doctor --install",
        DoctorCommand::new);
  }

  @Override
  public ExitCode run() {
    var wanted = purpose();
    var doctor = new Doctor(shell.environment());
    var findings = doctor.examine(wanted);
    var remedies = Doctor.remedies(findings);
    if (install && !remedies.isEmpty() && agreed(remedies)) {
      apply(remedies);
      findings = doctor.examine(wanted);
    }
    show(findings);
    return findings.stream().allMatch(Finding::good) ? ExitCode.DONE : ExitCode.FAILED;
  }

  private Purpose purpose() {
    try {
      return Purpose.valueOf(purpose.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(
          "'%s' is no purpose".formatted(purpose), "use server, demo or tests");
    }
  }

  private boolean agreed(List<Remedy> remedies) {
    var terminal = shell.terminal();
    terminal.say("this will:");
    remedies.forEach(remedy -> terminal.say("  " + remedy.describe()));
    if (yes) {
      return true;
    }
    terminal.say("go on? [y/N]");
    try {
      var in = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
      var answer = in.readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    } catch (IOException e) {
      throw new UncheckedIOException("could not read the answer", e);
    }
  }

  private void apply(List<Remedy> remedies) {
    if (!Folders.isRoot()) {
      throw CommandFailure.failed("only root can install what is missing", "use sudo");
    }
    try {
      shell.terminal().progress("installing " + Human.count(remedies.size(), "thing"));
      Remedies.apply(remedies);
    } catch (MachineException e) {
      throw e.asCommandFailure();
    }
  }

  private void show(List<Finding> findings) {
    if (json) {
      shell.terminal().print(Json.write(findings));
      return;
    }
    shell
        .terminal()
        .print(new Table(List.of(), findings.stream().map(DoctorCommand::row).toList()));
    if (!install && findings.stream().anyMatch(finding -> !finding.good())) {
      shell.terminal().say("fleet doctor --install cures what can be cured");
    }
  }

  private static List<Cell> row(Finding finding) {
    var verdict = finding.good() ? Cell.of("ok", Style.GOOD) : Cell.of("missing", Style.BAD);
    var remedies = finding.remedies().stream().map(Remedy::describe).toList();
    var detail = finding.good() ? finding.detail() : String.join(", then ", remedies);
    return List.of(verdict, Cell.of(finding.name()), Cell.of(detail, Style.DIM));
  }
}
