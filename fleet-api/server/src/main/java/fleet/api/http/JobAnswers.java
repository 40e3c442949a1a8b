package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.group.Groups;
import fleet.api.job.Jobs;
import fleet.api.query.Query;
import fleet.api.query.TextField;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.job.JobDeviceState;
import fleet.contract.job.JobSelection;
import fleet.contract.job.NewJob;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Orders to many devices. */
record JobAnswers(Jobs jobs, Groups groups) {
  static final Parameter<JobDeviceState> STATE =
      Parameter.optional(
          "state",
          Kind.choice(JobDeviceState.class),
          "Only those: waiting, done, failed or skipped.");

  Answer list(Person person, Call call) {
    return Answer.ok(jobs.list(fleet(call), call.part()));
  }

  Answer plan(Person person, Call call) {
    var selection = call.body(NewJob.class).selection();
    return Answer.ok(jobs.plan(fleet(call), selection, meaning(person, selection)));
  }

  Answer create(Person person, Call call) {
    var wanted = call.body(NewJob.class);
    var meant = meaning(person, wanted.selection());
    return Answer.created(jobs.create(person, fleet(call), wanted, meant));
  }

  Answer show(Person person, Call call) {
    return Answer.ok(jobs.get(fleet(call), call.path(PathParts.JOB)));
  }

  Answer devices(Person person, Call call) {
    var job = jobs.get(fleet(call), call.path(PathParts.JOB));
    return Answer.ok(jobs.devices(job, call.query(STATE), call.part()));
  }

  Answer cancel(Person person, Call call) {
    return Answer.ok(jobs.cancel(person.name(), fleet(call), call.path(PathParts.JOB)));
  }

  /** With the groups of which whoever asks may know. */
  private Query meaning(Person person, JobSelection selection) {
    return selection
        .where()
        .or(() -> selection.group().map("group = \"%s\""::formatted))
        .map(text -> groups.query(text, person.sight()))
        .orElseGet(() -> named(selection.devices().orElse(List.of())));
  }

  private static Query named(List<String> devices) {
    var either = new ArrayList<Query>();
    either.add(new Query.TextIs(TextField.Column.NAME, devices));
    var ids = devices.stream().flatMap(JobAnswers::id).toList();
    if (!ids.isEmpty()) {
      either.add(new Query.IdIs(ids));
    }
    return new Query.Any(either);
  }

  private static Stream<UUID> id(String text) {
    try {
      return Stream.of(DeviceId.parse(text).value());
    } catch (IllegalArgumentException e) {
      return Stream.empty();
    }
  }

  private static FleetName fleet(Call call) {
    return call.path(PathParts.FLEET);
  }
}
