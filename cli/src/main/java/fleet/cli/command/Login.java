package fleet.cli.command;

import fleet.cli.credential.CredentialFile;
import fleet.cli.output.Human;
import fleet.contract.access.InvitationAnswer;
import fleet.contract.identity.ProviderName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.SignIn;
import fleet.contract.operator.SignedIn;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fleet login}: signs in to a server, which becomes the default one. */
final class Login implements Command {
  @Option(names = "--user", paramLabel = "NAME", description = "Who you are; asked when missing.")
  private @Nullable UserName user;

  @Option(
      names = "--invitation",
      description = "Become somebody with an invitation's code, which is asked.")
  private boolean invited;

  @Mixin private ProviderOptions provider;

  @Option(
      names = "--pin",
      paramLabel = "SHA256:...",
      description =
          "Believe the server's own certificate authority with this key, as fleet up printed it;"
              + " asked when missing.")
  private @Nullable String pin;

  @Mixin private PasswordOption password;
  @Mixin private Common common;

  private final Shell shell;

  Login(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() throws InterruptedException {
    var server = Api.access(shell, common.server()).server();
    new Acquaintance(shell).meet(server, Optional.ofNullable(pin));
    var there = provider.provider();
    var signedIn = there.isPresent() ? visit(there.get(), server) : here(server);
    var file = CredentialFile.of(shell.environment());
    file.write(file.read().with(server, signedIn));
    return new Answer(shell, common)
        .one(
            Map.of("server", server, "user", signedIn.user(), "role", signedIn.role()),
            _ -> shell.terminal().print(sentence(signedIn, server.toString())));
  }

  private SignedIn here(URI server) {
    var name = user == null ? askForName() : user;
    var api = Api.anonymous(shell, server);
    return invited ? accept(api, name) : signIn(api, name);
  }

  private SignedIn visit(ProviderName where, URI server) throws InterruptedException {
    if (user != null && !invited) {
      throw CommandFailure.usage(
          "the provider says who you are", "leave --user away, or come with --invitation");
    }
    if (provider.link() && invited) {
      throw CommandFailure.usage(
          "--link is for who is here, and --invitation for who is not", "leave one of them away");
    }
    var visit =
        new ProviderVisit(
            shell,
            provider.link() ? Api.signedIn(shell, common) : Api.anonymous(shell, server),
            provider.link()
                ? Api.route("providers", where, "identities")
                : ProviderVisit.route(where),
            invited ? Optional.of(password.readCode(shell)) : Optional.empty(),
            Optional.ofNullable(user));
    return provider.elsewhere() ? visit.elsewhere(password) : visit.here();
  }

  private UserName askForName() {
    var typed =
        shell
            .terminal()
            .ask("user: ")
            .orElseThrow(() -> CommandFailure.usage("who signs in?", "fleet login --user NAME"));
    return CommandFailure.understood(
        () -> UserName.parse(typed.strip()), "fleet login --user NAME");
  }

  private SignedIn accept(Api api, UserName name) {
    var code = password.readCode(shell);
    var chosen = password.readNew(shell, "a password for " + name + ": ");
    var answer = new InvitationAnswer(code, name, chosen);
    return api.http().post("/invitations/accept", answer, SignedIn.class);
  }

  private SignedIn signIn(Api api, UserName name) {
    var signIn = new SignIn(name, password.read(shell, "password of " + name + ": "));
    try {
      return api.http().post("/login", signIn, SignedIn.class);
    } catch (ProblemException e) {
      if (e.problem().code() == ProblemCode.UNAUTHENTICATED) {
        throw new CommandFailure(
            ExitCode.NOT_ALLOWED, e.problem().message(), "fleet login --user NAME tries again");
      }
      throw e;
    }
  }

  private String sentence(SignedIn signedIn, String server) {
    return "signed in to %s as %s (%s); it ends %s"
        .formatted(
            server,
            signedIn.user(),
            Converters.word(signedIn.role()),
            Human.until(signedIn.expiresAt(), shell.clock().instant()));
  }
}
