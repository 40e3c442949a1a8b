package fleet.cli.command;

import fleet.contract.client.UnreachableException;
import fleet.contract.identity.BuildId;
import fleet.contract.operator.BuildEvent;
import java.time.Duration;

/**
 * Follows one build to its end. A build goes on when its reader is cut off, so a cut stream is
 * attached again by the build's id.
 */
final class BuildFollower {
  private static final int ATTEMPTS = 60;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Api api;
  private final BuildLog log;

  BuildFollower(Api api, BuildLog log) {
    this.api = api;
    this.log = log;
  }

  /** Sends a folder and follows the build that it starts. */
  BuildOutcome upload(String route, Upload upload) throws InterruptedException {
    try {
      api.http().upload(route, upload.contentType(), upload.body(), BuildEvent.class, log::accept);
    } catch (UnreachableException e) {
      upload.throwFailure();
      if (log.build().isEmpty()) {
        throw e;
      }
    }
    var outcome = log.outcome();
    if (outcome.isPresent()) {
      return outcome.get();
    }
    return attach(
        log.build()
            .orElseThrow(
                () -> CommandFailure.failed("the server ended the answer without a build", "")));
  }

  /** Follows a build that runs or ran. */
  BuildOutcome attach(BuildId build) throws InterruptedException {
    var route = Api.route("builds", build, "log");
    for (var attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        api.http().stream(route + log.beyond(), BuildEvent.class, log::accept);
      } catch (UnreachableException e) {
        if (log.build().isEmpty()) {
          throw e;
        }
      }
      var outcome = log.outcome();
      if (outcome.isPresent()) {
        return outcome.get();
      }
      Thread.sleep(PAUSE);
    }
    throw new CommandFailure(
        ExitCode.UNREACHABLE,
        "the build's log was cut off, and could not be attached again",
        "fleet attach " + build);
  }
}
