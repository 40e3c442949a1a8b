package fleet.cli.command;

import fleet.contract.identity.UserName;
import fleet.contract.operator.NewUser;
import fleet.contract.operator.Role;
import fleet.contract.operator.UserView;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet user add NAME}: a person who may sign in. */
final class AddUser implements Command {
  @Parameters(paramLabel = "NAME", description = "The name to sign in with.")
  private UserName name;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "viewer, operator, developer or owner; viewer when not said.")
  private Role role = Role.VIEWER;

  @Mixin private PasswordOption password;
  @Mixin private Common common;

  private final Shell shell;

  AddUser(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var user = new NewUser(name, role, password.readNew(shell, "password for " + name + ": "));
    var added = api.http().post("/users", user, UserView.class);
    return new Answer(shell, common).one(added, this::show);
  }

  private void show(UserView added) {
    shell.terminal().print(added.name() + " may sign in, as " + Converters.word(added.role()));
  }
}
