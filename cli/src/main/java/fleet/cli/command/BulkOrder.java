package fleet.cli.command;

import fleet.cli.output.Human;
import fleet.contract.Json;
import fleet.contract.client.UnreachableException;
import fleet.contract.identity.FleetName;
import fleet.contract.job.JobAction;
import fleet.contract.job.JobDevice;
import fleet.contract.job.JobPlan;
import fleet.contract.job.JobState;
import fleet.contract.job.JobView;
import fleet.contract.job.NewJob;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Orders something of many devices of a fleet: a job, and how it went for each of them. */
record BulkOrder(Shell shell, Common common, ManyDevices many, Confirmation confirmation) {
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration PAUSE_WITHOUT_SERVER = Duration.ofSeconds(1);
  private static final int MAX_TRIES = 60;
  private static final int SHOWN = 20;

  /** What is answered in JSON. */
  record Result(JobView job, List<JobDevice> devices) {}

  /**
   * Carries it out.
   *
   * @param deed what it does to them: {@code moves to attic}
   */
  ExitCode run(FleetName fleet, JobAction action, String deed) throws InterruptedException {
    var selection = many.selection();
    var api = Api.signedIn(shell, common);
    var jobs = Api.route("fleets", fleet, "jobs");
    var order = new NewJob(selection, action, Optional.empty());
    var plan = api.http().post(jobs + "/plan", order, JobPlan.class);
    if (many.dryRun()) {
      return new Answer(shell, common).one(plan, this::show);
    }
    if (plan.devices().isEmpty()) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND,
          "no device of fleet %s is meant".formatted(fleet),
          "fleet device list --fleet %s shows them".formatted(fleet));
    }
    var count = Human.count(plan.devices().size(), "device");
    confirmation.require(shell, "this %s %s of %s: %s".formatted(deed, count, fleet, names(plan)));
    var seen = new NewJob(selection, action, Optional.of(plan.devices().size()));
    var job = api.http().post(jobs, seen, JobView.class);
    return many.detach() ? left(job) : awaited(api, job);
  }

  private ExitCode left(JobView job) {
    return new Answer(shell, common)
        .sentence(
            job, made -> "it goes on: fleet job show %s %s".formatted(made.fleet(), made.id()));
  }

  private ExitCode awaited(Api api, JobView made) throws InterruptedException {
    var route = Api.route("fleets", made.fleet(), "jobs", made.id());
    var job = made;
    var tries = 0;
    while (job.state() == JobState.RUNNING) {
      var counts = job.devices();
      shell
          .terminal()
          .progress("%d of %d".formatted(counts.total() - counts.waiting(), counts.total()));
      try {
        Thread.sleep(tries == 0 ? PAUSE : PAUSE_WITHOUT_SERVER);
        job = api.http().get(route, JobView.class);
        tries = 0;
      } catch (UnreachableException e) {
        tries++;
        if (tries == MAX_TRIES) {
          throw e;
        }
      }
    }
    return told(new Result(job, api.all(route + "/devices?limit=500", JobDevice.class)));
  }

  private ExitCode told(Result result) {
    var job = result.job();
    if (common.json()) {
      shell.terminal().print(Json.write(result));
    } else {
      shell.terminal().print(JobText.devices(result.devices()));
      shell.terminal().print(JobText.counts(job));
    }
    return JobText.verdict(job);
  }

  private void show(JobPlan plan) {
    plan.devices().forEach(device -> shell.terminal().print(device.name().toString()));
    shell.terminal().say(Human.count(plan.devices().size(), "device") + "; nothing was done");
  }

  private static String names(JobPlan plan) {
    var shown =
        plan.devices().stream()
            .limit(SHOWN)
            .map(device -> device.name().toString())
            .collect(Collectors.joining(", "));
    return plan.devices().size() > SHOWN ? shown + ", ..." : shown;
  }
}
