package fleet.builder.git;

import fleet.builder.build.BuildOptions;
import fleet.builder.build.BuildOrder;
import fleet.builder.build.RunningBuild;
import fleet.builder.build.Source;
import fleet.builder.git.PushRule.Verdict;
import fleet.builder.queue.Arrival;
import fleet.builder.queue.Builds;
import fleet.builder.release.DeviceWait;
import fleet.builder.release.FleetApi;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.BuildEvent;
import fleet.contract.policy.BranchPolicy;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.ReleaseState;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PreReceiveHook;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One push: parked, built while the pusher watches, landed by the build, then the devices waited
 * for. Runs on the pusher's thread; the build does not.
 */
final class Receiving implements PreReceiveHook {
  private static final Logger LOG = LoggerFactory.getLogger(Receiving.class);
  private static final int MAX_REASON_CHARS = 200;

  private static final int MAX_BRANCHES = 200;
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final Depot depot;
  private final FleetName fleet;
  private final UserName author;
  private final OutputStream out;

  /** What pushes need of the server. */
  record Depot(
      Repositories repositories,
      Builds builds,
      FleetApi api,
      DeviceWait deviceWait,
      Duration usualWait) {}

  /**
   * @param out what the pack writes to
   */
  Receiving(Depot depot, Visit visit, OutputStream out) {
    this.depot = depot;
    this.fleet = visit.fleet();
    this.author = visit.person();
    this.out = out;
  }

  @Override
  public void onPreReceive(ReceivePack pack, Collection<ReceiveCommand> commands) {
    var remote = new Remote(pack, out);
    for (var command : commands) {
      try {
        receive(pack, command, remote);
      } catch (ProblemException e) {
        reject(command, e.problem(), remote);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        reject(command, "the connection ended; the build goes on");
      } catch (IOException | RuntimeException e) {
        LOG.atError().addKeyValue("fleet", fleet).setCause(e).log("could not take a push");
        reject(command, "the server failed; the cause is in its log");
      }
    }
  }

  private void receive(ReceivePack pack, ReceiveCommand command, Remote remote)
      throws IOException, InterruptedException {
    var repository = pack.getRepository();
    var head = String.valueOf(repository.getFullBranch());
    var here = new PushRule.Here(head, repository.exactRef(head) != null);
    switch (PushRule.of(command, here, policy())) {
      case Verdict.Deploys _ -> build(repository, command, true, options(pack), remote);
      case Verdict.Drafts(var branch) -> {
        requireRoom(repository, command);
        build(repository, command, false, BuildOptions.draftOf(branch, options(pack)), remote);
      }
      case Verdict.Removes _ -> {
        // It is the pack that removes it, after this.
      }
      case Verdict.Refused(var sentence, var hint) ->
          reject(
              command,
              new Problem(
                  ProblemCode.INVALID_REQUEST, sentence, hint.replace("FLEET", fleet.value())),
              remote);
    }
  }

  private BranchPolicy policy() {
    return depot.api().terms(fleet).branches().orElse(BranchPolicy.NONE);
  }

  private void requireRoom(Repository repository, ReceiveCommand command) throws IOException {
    if (command.getType() == ReceiveCommand.Type.CREATE
        && repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).size() >= MAX_BRANCHES) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "%s has %d branches, and no more are kept".formatted(fleet, MAX_BRANCHES),
          "git push .. --delete BRANCH removes one");
    }
  }

  /**
   * Builds what a command pushes, and shows it.
   *
   * @param isDefault whether the branch is the repository's own
   */
  private void build(
      Repository repository,
      ReceiveCommand command,
      boolean isDefault,
      List<String> words,
      Remote remote)
      throws IOException, InterruptedException {
    var options = BuildOptions.parse(words);
    var running = start(repository, command, isDefault, words);
    switch (follow(running, remote)) {
      case BuildEvent.Succeeded _ -> command.setResult(ReceiveCommand.Result.OK);
      case BuildEvent.Failed failed -> {
        reject(command, failed.problem(), remote);
        return;
      }
      case null, default -> {
        var build = running.log().build();
        reject(command, "the server stops; the build goes on: fleet attach " + build);
        return;
      }
    }
    waitForDevices(running, options, remote);
  }

  private RunningBuild start(
      Repository repository, ReceiveCommand command, boolean isDefault, List<String> words)
      throws IOException {
    var source =
        new Source.Pushed(
            command.getRefName(), command.getOldId().name(), command.getNewId().name(), isDefault);
    var order = new BuildOrder(BuildId.random(), fleet, author, words, source, false);
    new ParkedPush(depot.repositories(), order.id(), fleet, source).park(repository);
    return depot.builds().join(new Arrival(order, Map.of(), Optional.empty()));
  }

  /** Shows the log to its end, and returns the verdict; null where there is none. */
  private static @Nullable BuildEvent follow(RunningBuild running, Remote remote)
      throws InterruptedException {
    var seen = 0;
    BuildEvent verdict = null;
    for (var events = beyond(0, running, remote);
        !events.isEmpty();
        events = beyond(seen, running, remote)) {
      seen += events.size();
      for (var event : events) {
        switch (event) {
          case BuildEvent.Line line -> remote.line(line.text());
          case BuildEvent.Failed _, BuildEvent.Succeeded _ -> verdict = event;
          case BuildEvent.Started _ -> {}
        }
      }
    }
    return verdict;
  }

  private static List<BuildEvent> beyond(int seen, RunningBuild running, Remote remote)
      throws InterruptedException {
    while (!running.log().grows(seen, SILENCE)) {
      remote.goesOn();
    }
    return running.log().after(seen);
  }

  private void waitForDevices(RunningBuild running, BuildOptions options, Remote remote)
      throws InterruptedException {
    if (options.draft()) {
      remote.line("a draft is not deployed: fleet release finalize deploys it");
      return;
    }
    var limit = options.deviceWait().orElse(depot.usualWait());
    var release = running.release().getNow(null);
    if (release != null && release.state() == ReleaseState.UNSIGNED) {
      remote.line(
          "it waits for signatures: fleet release sign %s %s --key FILE"
              .formatted(fleet, release.version()));
    } else if (release != null && limit.isPositive()) {
      depot.deviceWait().verdict(fleet, release, limit).forEach(remote::line);
    }
  }

  private static List<String> options(ReceivePack pack) {
    return Optional.ofNullable(pack.getPushOptions()).orElse(List.of());
  }

  private static void reject(ReceiveCommand command, Problem problem, Remote remote) {
    var failed = problem.code() == ProblemCode.BUILD_FAILED;
    var sentence = failed ? "build failed: " + problem.message() : problem.message();
    remote.line(sentence);
    if (!problem.hint().isEmpty()) {
      remote.line("hint: " + problem.hint());
    }
    reject(command, sentence);
  }

  private static void reject(ReceiveCommand command, String reason) {
    if (command.getResult() == ReceiveCommand.Result.NOT_ATTEMPTED) {
      var shown =
          reason.length() <= MAX_REASON_CHARS
              ? reason
              : reason.substring(0, MAX_REASON_CHARS) + "...";
      command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, shown);
    }
  }
}
