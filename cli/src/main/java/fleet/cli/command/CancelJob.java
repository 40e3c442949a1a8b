package fleet.cli.command;

import fleet.contract.job.JobView;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** {@code fleet job cancel FLEET}: ends a job; what is done stays done. */
final class CancelJob implements Command {
  @Mixin private JobArguments job;
  @Mixin private Common common;

  private final Shell shell;

  CancelJob(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var cancelled = api.http().post(job.route("cancel"), Map.of(), JobView.class);
    return new Answer(shell, common)
        .sentence(cancelled, now -> "the job is over: " + JobText.counts(now));
  }
}
