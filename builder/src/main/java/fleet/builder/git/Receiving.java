package fleet.builder.git;

import fleet.builder.build.BuildOptions;
import fleet.builder.build.BuildRequest;
import fleet.builder.build.Builds;
import fleet.builder.build.ProjectSource;
import fleet.builder.build.RunningBuild;
import fleet.builder.git.PushRule.Verdict;
import fleet.builder.release.DeviceWait;
import fleet.builder.release.FleetApi;
import fleet.builder.source.CommitSource;
import fleet.builder.source.SourceLimits;
import fleet.builder.source.WorkFolder;
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
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PreReceiveHook;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
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
      Path workFolders,
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
      case Verdict.Deploys _ -> build(repository, new Pushed(command, true), options(pack), remote);
      case Verdict.Drafts(var branch) -> {
        requireRoom(repository, command);
        build(repository, new Pushed(command, false), options(pack).asDraftOf(branch), remote);
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

  /** A command that is built. */
  private record Pushed(ReceiveCommand command, boolean isDefault) {
    BranchLanding.Move move() {
      return new BranchLanding.Move(
          command.getRefName(), command.getOldId(), command.getNewId(), isDefault);
    }
  }

  private void build(Repository repository, Pushed pushed, BuildOptions options, Remote remote)
      throws IOException, InterruptedException {
    var command = pushed.command();
    var running = start(repository, pushed, options);
    var problem = follow(running, remote);
    if (problem.isPresent()) {
      reject(command, problem.get(), remote);
      return;
    }
    command.setResult(ReceiveCommand.Result.OK);
    waitForDevices(running, options, remote);
  }

  private RunningBuild start(Repository repository, Pushed pushed, BuildOptions options)
      throws IOException {
    var id = BuildId.random();
    var move = pushed.move();
    var landing = new BranchLanding(depot.repositories(), fleet, id, move);
    var source = new ParkedSource(depot.repositories(), fleet, move.to());
    var work = WorkFolder.create(depot.workFolders(), id);
    landing.park(repository);
    return depot
        .builds()
        .start(new BuildRequest(id, fleet, author, options, source, Map.of(), work, landing));
  }

  /** Shows the log to its end; the problem is present when the build failed. */
  private static Optional<Problem> follow(RunningBuild running, Remote remote)
      throws InterruptedException {
    var seen = 0;
    var problem = Optional.<Problem>empty();
    for (var events = beyond(0, running, remote);
        !events.isEmpty();
        events = beyond(seen, running, remote)) {
      seen += events.size();
      for (var event : events) {
        switch (event) {
          case BuildEvent.Line line -> remote.line(line.text());
          case BuildEvent.Failed failed -> problem = Optional.of(failed.problem());
          case BuildEvent.Started _, BuildEvent.Succeeded _ -> {}
        }
      }
    }
    return problem;
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

  private static BuildOptions options(ReceivePack pack) {
    return BuildOptions.parse(Optional.ofNullable(pack.getPushOptions()).orElse(List.of()));
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

  /** The files of a commit that is parked in a fleet's repository. */
  private record ParkedSource(Repositories repositories, FleetName fleet, ObjectId id)
      implements ProjectSource {
    @Override
    public String commit() {
      return id.name();
    }

    @Override
    public void writeTo(Path folder) {
      try (var repository = repositories.open(fleet)) {
        new CommitSource(SourceLimits.DEFAULT).unpack(repository, id, folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
