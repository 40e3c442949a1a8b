package fleet.cli.command;

import fleet.contract.identity.BuildId;
import fleet.contract.operator.BuildEvent;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet build log BUILD}: what there is of a build's log, or what it says of something. */
final class ShowBuildLog implements Command {
  @Parameters(paramLabel = "BUILD", description = "The id that fleet push showed.")
  private BuildId build;

  @Option(
      names = "--grep",
      paramLabel = "TEXT",
      description = "Only lines with this text, in whatever case.")
  private String text = "";

  @Mixin private Common common;

  private final Shell shell;

  ShowBuildLog(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var log = new BuildLog(shell.terminal(), common.json(), false);
    var search = text.isEmpty() ? "" : "&search=" + Api.escape(text);
    var route = Api.route("builds", build, "log") + "?follow=false" + search;
    Api.signedIn(shell, common).http().stream(route, BuildEvent.class, log::accept);
    return ExitCode.DONE;
  }
}
