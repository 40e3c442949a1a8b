package fleet.cli.command;

import fleet.cli.credential.KnownAuthorities;
import fleet.cli.credential.ServerTls;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Comes to believe a server that has a certificate authority of its own: by the pin that the user
 * was given, or by asking. Never by itself.
 */
record Acquaintance(Shell shell) {
  private static final String HINT =
      "fleet up prints its key on the server; fleet login --pin SHA256:... believes that one";

  /**
   * Leaves a server that is believed, or of which the user believes the authority from now on.
   *
   * @throws CommandFailure when it shows another authority than the pin, or nobody says yes
   */
  void meet(URI server, Optional<String> pin) {
    if (!"https".equals(server.getScheme())) {
      if (pin.isPresent()) {
        throw CommandFailure.usage("--pin is for a server at https://", HINT);
      }
      return;
    }
    var known = new KnownAuthorities(shell.environment());
    if (pin.isEmpty() && (known.of(server).isPresent() || ServerTls.isPublic(server))) {
      return;
    }
    var authority = authority(server);
    pin.ifPresentOrElse(
        expected -> requireSame(server, expected, authority), () -> ask(server, authority));
    known.keep(server, authority);
  }

  private static X509Certificate authority(URI server) {
    var last = ServerTls.shown(server).getLast();
    if (last.getBasicConstraints() < 0) {
      throw CommandFailure.failed(
          "%s shows a certificate that nobody known here vouches for".formatted(server),
          "it must be valid for that name, or the server have an authority of its own");
    }
    return last;
  }

  private static void requireSame(URI server, String expected, X509Certificate authority) {
    var shown = ServerTls.pin(authority);
    if (!shown.text().equals(expected)) {
      throw CommandFailure.failed(
          "%s shows the authority %s, and not %s".formatted(server, shown, expected),
          "it is another server, or somebody stands between; " + HINT);
    }
  }

  private void ask(URI server, X509Certificate authority) {
    var question =
        "%s is vouched for by an authority of its own, %s; believe it? [y/N] "
            .formatted(server, ServerTls.pin(authority));
    var yes =
        shell
            .terminal()
            .ask(question)
            .filter(answer -> answer.strip().equalsIgnoreCase("y"))
            .isPresent();
    if (!yes) {
      throw CommandFailure.failed(
          "the authority of %s, %s, is not believed".formatted(server, ServerTls.pin(authority)),
          HINT);
    }
  }
}
