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
import fleet.contract.identity.ReleaseId;
import fleet.contract.operator.RolloutProgress;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;

/** Releases, and how far they have come. */
record ReleaseAnswers(Database database, Releases releases, Progress progress, EventFeed feed) {
  private static final String TAG = "tag.";
  static final String NDJSON = "application/x-ndjson";

  /** So often a stream says that it is alive, and finds out whether its reader is. */
  static final Duration HEARTBEAT = Duration.ofSeconds(15);

  Answer list(Person person, Call call) {
    var fleet = FleetName.parse(call.path("fleet"));
    return Answer.ok(releases.list(fleet, filter(call), call.part()));
  }

  private static ReleaseFilter filter(Call call) {
    var tags = new HashMap<String, String>();
    for (var name : call.queryNames()) {
      if (name.startsWith(TAG)) {
        tags.put(name.substring(TAG.length()), call.query(name).orElse(""));
      }
    }
    return new ReleaseFilter(call.query("state").map(ReleaseAnswers::state), tags);
  }

  private static ReleaseState state(String word) {
    return switch (word) {
      case "draft" -> ReleaseState.DRAFT;
      case "unsigned" -> ReleaseState.UNSIGNED;
      case "final" -> ReleaseState.FINAL;
      case "invalidated" -> ReleaseState.INVALIDATED;
      default ->
          throw new IllegalArgumentException(
              "state: expected draft, unsigned, final or invalidated");
    };
  }

  Answer show(Person person, Call call) {
    return Answer.ok(releases.get(FleetName.parse(call.path("fleet")), call.path("release")));
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
    var release = releases.get(ReleaseId.parse(call.path("release")), sight);
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
