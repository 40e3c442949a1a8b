package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.identity.FleetName;
import fleet.contract.job.JobView;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet job list FLEET}: orders to many devices, the newest first. */
final class ListJobs implements Command {
  @Parameters(paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Mixin private Common common;

  private final Shell shell;

  ListJobs(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var route = Api.route("fleets", fleet, "jobs");
    var jobs = Api.signedIn(shell, common).all(route, JobView.class);
    return new Answer(shell, common)
        .list(
            jobs,
            this::table,
            "no jobs; make one: fleet device tag %s --where QUERY KEY=VALUE".formatted(fleet));
  }

  private Table table(List<JobView> jobs) {
    return Table.of(
        List.of("JOB", "DOES", "STATE", "DEVICES", "BY", "MADE"),
        jobs.stream().map(this::row).toList());
  }

  private List<Cell> row(JobView job) {
    return List.of(
        Cell.of(job.id(), Style.NAME),
        Cell.of(JobText.action(job.action())),
        JobText.state(job.state()),
        Cell.of(JobText.counts(job)),
        Cell.of(job.by()),
        Cell.of(Human.age(job.createdAt(), shell.clock().instant()), Style.DIM));
  }
}
