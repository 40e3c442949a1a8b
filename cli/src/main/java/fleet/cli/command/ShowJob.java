package fleet.cli.command;

import fleet.contract.job.JobDevice;
import fleet.contract.job.JobDeviceState;
import fleet.contract.job.JobView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleet job show FLEET}: how a job went, device by device; exit code 1 when some failed. */
final class ShowJob implements Command {
  @Mixin private JobArguments job;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only such devices: waiting, done, failed or skipped.")
  private @Nullable JobDeviceState state;

  @Mixin private Common common;

  private final Shell shell;

  ShowJob(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var found = api.http().get(job.route(), JobView.class);
    var devices = api.all(devices(found), JobDevice.class);
    var _ = new Answer(shell, common).one(new BulkOrder.Result(found, devices), this::show);
    return JobText.verdict(found);
  }

  private String devices(JobView found) {
    var route = Api.route("fleets", found.fleet(), "jobs", found.id(), "devices") + "?limit=500";
    return state == null ? route : route + "&state=" + Converters.word(state);
  }

  private void show(BulkOrder.Result result) {
    shell.terminal().print(JobText.facts(result.job(), shell.clock().instant()));
    shell.terminal().print("");
    shell.terminal().print(JobText.devices(result.devices()));
  }
}
