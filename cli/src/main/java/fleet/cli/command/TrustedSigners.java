package fleet.cli.command;

import fleet.cli.credential.KnownSigners;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.PublicKey;
import fleet.contract.operator.SignersView;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.Signers;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who signs a fleet's releases besides the server, as far as this user may believe it: the server
 * shows them, and they follow from those known here by the rule that devices follow.
 *
 * @param before those known here until now
 * @param now absent where nobody was ever named
 * @param chain all that led to them, the first ones first
 */
record TrustedSigners(
    FleetName fleet, Optional<Signers> before, Optional<Signers> now, List<Envelope> chain) {
  TrustedSigners {
    chain = List.copyOf(chain);
  }

  /**
   * Asks for them.
   *
   * @param expected one generation of them that the user was told of; all later ones follow from it
   * @throws CommandFailure when they do not follow
   */
  static TrustedSigners fetch(
      Shell shell, Api api, FleetName fleet, Optional<Fingerprint> expected) {
    var server = TrustedServer.fetch(shell, api);
    return fetch(shell, api, fleet, server, expected);
  }

  /** The same, of a server whose key was asked for. */
  static TrustedSigners fetch(
      Shell shell, Api api, FleetName fleet, TrustedServer server, Optional<Fingerprint> expected) {
    var before = new KnownSigners(shell.environment()).of(api.server(), fleet);
    var view = api.http().get(Api.route("fleets", fleet, "signers"), SignersView.class);
    return of(fleet, before, view, server.keys().key(), expected);
  }

  /**
   * Decides. Pure.
   *
   * @param server the key that says who comes after those who required nothing
   */
  static TrustedSigners of(
      FleetName fleet,
      Optional<Signers> before,
      SignersView view,
      PublicKey server,
      Optional<Fingerprint> expected) {
    var chain = view.chain();
    var now = chain.isEmpty() ? Optional.<Signers>empty() : said(chain.getLast(), fleet);
    var told = expected.map(fingerprint -> told(fleet, chain, fingerprint));
    var first =
        before.isPresent() || told.isPresent() || chain.isEmpty()
            ? Optional.<Signers>empty()
            : said(chain.getFirst(), fleet);
    var starts = Stream.of(before, told, first).flatMap(Optional::stream).toList();
    var follows =
        starts.stream().allMatch(known -> now.equals(Optional.of(follow(known, chain, server))));
    if (!follows || !now.equals(view.present()) || starts.isEmpty() != chain.isEmpty()) {
      throw CommandFailure.failed(
          "the server shows %s, which does not follow from %s"
              .formatted(words(fleet, view.present()), known(before.or(() -> told))),
          "do not sign or run anything; ask the signers. If the fleet was made anew: fleet trust forget "
              + fleet);
    }
    return new TrustedSigners(fleet, before, now, chain);
  }

  private static Optional<Signers> said(Envelope envelope, FleetName fleet) {
    return Optional.of(envelope)
        .filter(said -> said.payloadType().equals(Signers.TYPE))
        .flatMap(said -> said.unverified(Signers.class))
        .filter(said -> said.fleet().equals(fleet));
  }

  private static Signers told(FleetName fleet, List<Envelope> chain, Fingerprint fingerprint) {
    return chain.stream()
        .filter(link -> said(link, fleet).isPresent())
        .filter(link -> Fingerprint.of(link).equals(fingerprint))
        .findFirst()
        .flatMap(link -> said(link, fleet))
        .orElseThrow(() ->
            CommandFailure.failed(
                "the server shows no signers of %s with the fingerprint %s"
                    .formatted(fleet, fingerprint),
                "ask the signers; fleet trust signers %s shows it where they are known"
                    .formatted(fleet)));
  }

  private static Signers follow(Signers known, List<Envelope> chain, PublicKey server) {
    try {
      return known.follow(chain, server);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      return known;
    }
  }

  private static String known(Optional<Signers> start) {
    return start
        .map(known -> "generation %d of them, known here".formatted(known.generation()))
        .orElse("what it says of itself");
  }

  private static String words(FleetName fleet, Optional<Signers> present) {
    return present
        .map(shown -> "generation %d of the signers of %s".formatted(shown.generation(), fleet))
        .orElse("no signers of " + fleet);
  }

  /** How many of them must sign each release. */
  int required() {
    return now.map(Signers::required).orElse(0);
  }

  /** Says what is new here, before it is believed. */
  void announce(Shell shell) {
    if (now.isEmpty() || now.equals(before)) {
      return;
    }
    var terminal = shell.terminal();
    if (before.isEmpty()) {
      terminal.say(
          "the signers of %s were not known here before; from now on only they, and who follows them, are believed"
              .formatted(fleet));
      terminal.say("their fingerprint: " + fingerprint());
    } else {
      terminal.say("the signers of %s have changed since they were seen here".formatted(fleet));
    }
    SignersText.change(terminal, before, now.get());
  }

  /** What others can be told of them; empty where there are none. */
  String fingerprint() {
    return said().map(Fingerprint::of).map(Fingerprint::toString).orElse("");
  }

  /** What says who they are now. */
  Optional<Envelope> said() {
    return chain.isEmpty() ? Optional.empty() : Optional.of(chain.getLast());
  }

  /** From now on they are believed. */
  void keep(Shell shell, Api api) {
    now.ifPresent(signers -> new KnownSigners(shell.environment()).keep(api.server(), signers));
  }
}
