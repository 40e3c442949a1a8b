package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.access.Sight;
import fleet.api.db.Database;
import fleet.api.event.EventFeed;
import fleet.api.release.ReleaseFilter;
import fleet.api.release.Releases;
import fleet.api.rollout.Progress;
import fleet.contract.Json;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.RolloutProgress;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import java.time.Duration;
import java.util.Optional;

/** Releases, and how far they have come. */
record ReleaseAnswers(Database database, Releases releases, Progress progress, EventFeed feed) {
  static final Parameter<ReleaseState> STATE =
      Parameter.optional(
          "state",
          Kind.choice(ReleaseState.class),
          "Only those that are draft, unsigned, final or invalidated.");
  static final Parameter<String> TAG =
      Parameter.keyed("tag", Kind.text(1000), "Only those with this tag.");
  static final String NDJSON = "application/x-ndjson";

  /** So often a stream says that it is alive, and finds out whether its reader is. */
  static final Duration HEARTBEAT = Duration.ofSeconds(15);

  Answer list(Person person, Call call) {
    var fleet = call.path(PathParts.FLEET);
    return Answer.ok(releases.list(fleet, filter(call), call.part()));
  }

  private static ReleaseFilter filter(Call call) {
    return new ReleaseFilter(call.query(STATE), call.keyed(TAG));
  }

  Answer show(Person person, Call call) {
    return Answer.ok(releases.get(call.path(PathParts.FLEET), call.path(PathParts.RELEASE)));
  }

  Answer progress(Person person, Call call) {
    return progress(call, person.sight());
  }

  /** For a server of ours. */
  Answer progress(Call call) {
    return progress(call, Sight.ALL);
  }

  /** Once now, and then at each change. */
  private Answer progress(Call call, Sight sight) {
    var release = releases.get(call.path(PathParts.RELEASE_ID), sight);
    return new Answer.Stream(NDJSON, sink -> follow(release, sink));
  }

  private void follow(Release release, Answer.Sink sink) throws InterruptedException {
    var told = Optional.<RolloutProgress>empty();
    while (true) {
      var seen = feed.signal().count();
      var now = database.call(tx -> progress.of(tx, release));
      var isNews = told.filter(now::equals).isEmpty();
      sink.write(isNews ? Json.write(now) + "\n" : "\n");
      told = Optional.of(now);
      await(release.fleet(), seen);
    }
  }

  /** Until something happened in the fleet, or a heartbeat is due. */
  private void await(FleetName fleet, long seen) throws InterruptedException {
    var cursor = feed.position();
    var count = seen;
    while (true) {
      feed.signal().awaitBeyond(count, HEARTBEAT);
      var now = feed.signal().count();
      var concerns =
          feed.after(cursor).stream().anyMatch(event -> event.fleet().equals(Optional.of(fleet)));
      if (now == count || concerns) {
        return;
      }
      count = now;
    }
  }
}
