package fleet.cli.command;

import fleet.contract.access.Erased;
import fleet.contract.identity.UserName;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet user erase NAME}: takes a person's name out of all that the API keeps. */
final class EraseUser implements Command {
  @Parameters(paramLabel = "NAME", description = "Whom; they may be removed already.")
  private UserName name;

  @Mixin private Confirmation confirmation;
  @Mixin private Common common;

  private final Shell shell;

  EraseUser(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    confirmation.require(
        shell,
        "this removes user " + name + " and erases their name everywhere, which nothing can undo");
    var erased = api.http().post(Api.route("users", name, "erase"), Map.of(), Erased.class);
    return new Answer(shell, common)
        .sentence(
            erased,
            done ->
                "%s is erased; what they did stands under %s. Backups and exports made before still hold the name"
                    .formatted(name, done.name()));
  }
}
