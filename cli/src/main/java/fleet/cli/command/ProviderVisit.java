package fleet.cli.command;

import fleet.contract.identity.ProviderName;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.operator.SignedIn;
import fleet.contract.provider.Finish;
import fleet.contract.provider.NewProviderSignIn;
import fleet.contract.provider.ProviderSignIn;
import fleet.contract.provider.Redemption;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Signs somebody in at a provider: the server gives an address, a browser brings back a ticket, and
 * the verifier that never left this process makes it a sign-in.
 *
 * @param route of the API at which it begins
 * @param invitation to become somebody new with, by that name if there is one
 */
record ProviderVisit(
    Shell shell, Api api, String route, Optional<Secret> invitation, Optional<UserName> user) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Where whoever is nobody yet begins. */
  static String route(ProviderName provider) {
    return Api.route("providers", provider, "sign-ins");
  }

  /** By a browser of this machine. */
  SignedIn here() throws InterruptedException {
    var verifier = Secret.random("");
    try (var loopback = new Loopback()) {
      var begun = begin(verifier, Finish.LOOPBACK, Optional.of(loopback.port()));
      tell(begun.address(), Browser.open(begun.address(), shell.environment()));
      shell.terminal().progress("waiting for the browser");
      var ticket =
          loopback
              .await(PATIENCE)
              .orElseThrow(() ->
                  CommandFailure.failed("nobody signed in by the browser", "fleet login again"));
      return redeem(ticket, verifier);
    }
  }

  /** By a browser of another machine, whose page shows a code. */
  SignedIn elsewhere(PasswordOption code) {
    var verifier = Secret.random("");
    var begun = begin(verifier, Finish.CODE, Optional.empty());
    shell.terminal().say("open this address in a browser, anywhere:");
    shell.terminal().say("  " + begun.address());
    return redeem(code.read(shell, "code that the page shows: "), verifier);
  }

  private void tell(URI address, boolean opened) {
    var terminal = shell.terminal();
    terminal.say(
        opened
            ? "a browser was opened; if it was not, open this address on this machine:"
            : "open this address in a browser of this machine (of another one: --no-browser):");
    terminal.say("  " + address);
  }

  private ProviderSignIn begin(Secret verifier, Finish finish, Optional<Integer> port) {
    var challenge = NewProviderSignIn.challengeOf(verifier);
    var wanted = new NewProviderSignIn(challenge, finish, port, invitation, user);
    return api.http().post(route, wanted, ProviderSignIn.class);
  }

  private SignedIn redeem(Secret ticket, Secret verifier) {
    var redemption = new Redemption(ticket, verifier);
    return api.http().post("/provider-sign-ins/redeem", redemption, SignedIn.class);
  }
}
