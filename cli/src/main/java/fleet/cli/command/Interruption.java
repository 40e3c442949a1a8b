package fleet.cli.command;

import fleet.contract.client.UnreachableException;
import fleet.contract.identity.BuildId;
import fleet.contract.problem.ProblemException;

/**
 * What happens to a build whose follower is interrupted (Ctrl-C): it goes on, unless somebody at a
 * terminal says that it should not.
 */
final class Interruption implements AutoCloseable {
  private final Shell shell;
  private final Api api;
  private final BuildLog log;
  private final Thread hook = Thread.ofPlatform().name("fleet-interrupted").unstarted(this::ask);

  private Interruption(Shell shell, Api api, BuildLog log) {
    this.shell = shell;
    this.api = api;
    this.log = log;
  }

  /** Until it is closed. */
  static Interruption watch(Shell shell, Api api, BuildLog log) {
    var interruption = new Interruption(shell, api, log);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  @Override
  public void close() {
    try {
      var _ = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process ends already, and the hook runs.
    }
  }

  private void ask() {
    if (log.outcome().isEmpty()) {
      log.build().ifPresent(this::ask);
    }
  }

  private void ask(BuildId build) {
    log.mute();
    var answer = shell.terminal().ask("cancel the build too? [y/N] ").orElse("");
    if (!answer.strip().equalsIgnoreCase("y")) {
      shell.terminal().say("the build goes on; fleet attach %s shows it".formatted(build));
      return;
    }
    try {
      api.http().delete(Api.route("builds", build));
      shell.terminal().say("build %s is cancelled".formatted(build));
    } catch (ProblemException | UnreachableException e) {
      shell.terminal().say(String.valueOf(e.getMessage()));
    }
  }
}
