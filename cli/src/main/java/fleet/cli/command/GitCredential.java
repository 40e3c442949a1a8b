package fleet.cli.command;

import fleet.cli.credential.Access;
import fleet.cli.credential.CredentialFile;
import fleet.cli.credential.Credentials;
import fleet.cli.credential.ServerUrl;
import fleet.contract.operator.SignedIn;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet git-credential get|store|erase}: lets git in by the sign-in that is kept for a
 * server, as one of git's credential helpers (gitcredentials, git-credential). Of servers that it
 * does not know it says nothing, and git asks somebody else.
 */
final class GitCredential implements Command {
  private static final String TOKEN = "FLEET_TOKEN";

  /** The server does not look at the name beside a token. */
  private static final String ANYBODY = "fleet";

  @Parameters(
      paramLabel = "OPERATION",
      description = "What git wants: get, store or erase; others are passed over.")
  private String operation = "";

  private final Shell shell;

  GitCredential(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var wanted = CredentialLines.read(shell.terminal().in());
    wanted
        .server()
        .ifPresent(server -> {
          switch (operation) {
            case "get" -> get(server, wanted);
            case "erase" -> erase(server, wanted);
            default -> {}
          }
        });
    return ExitCode.DONE;
  }

  private void get(URI server, CredentialLines wanted) {
    var kept = CredentialFile.of(shell.environment()).read();
    if (shell.environment().containsKey(TOKEN)) {
      var access = Access.of("", shell.environment(), kept);
      access
          .token()
          .filter(_ -> ServerUrl.same(access.server(), server))
          .ifPresent(token -> tell(wanted.user().orElse(ANYBODY), token.reveal()));
      return;
    }
    at(server, kept)
        .flatMap(kept::at)
        .filter(signIn -> wanted.isOpenTo(signIn.user().value()))
        .ifPresent(signIn -> tell(server, signIn));
  }

  private void tell(URI server, SignedIn signIn) {
    if (signIn.expiresAt().isBefore(shell.clock().instant())) {
      shell
          .terminal()
          .say("the sign-in to %s is over: fleet login --server %s".formatted(server, server));
      return;
    }
    tell(signIn.user().value(), signIn.token().reveal());
    shell.terminal().print("password_expiry_utc=" + signIn.expiresAt().getEpochSecond());
  }

  private void tell(String user, String password) {
    shell.terminal().print(List.of("username=" + user, "password=" + password));
  }

  /** The server refused it: a sign-in that is over is not offered again. */
  private void erase(URI server, CredentialLines wanted) {
    var file = CredentialFile.of(shell.environment());
    var kept = file.read();
    at(server, kept)
        .filter(known ->
            kept.at(known).map(signIn -> signIn.token().reveal()).equals(wanted.password()))
        .ifPresent(known -> file.write(kept.without(known)));
  }

  /** The address by which a server is known; git leaves the usual port out. */
  private static Optional<URI> at(URI server, Credentials kept) {
    return kept.servers().keySet().stream()
        .filter(known -> ServerUrl.same(known, server))
        .findFirst();
  }
}
