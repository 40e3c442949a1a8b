package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.contract.operator.FleetView;
import fleet.contract.operator.NewSignatures;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.EnvelopeSignature;
import fleet.contract.trust.Signer;
import fleet.contract.trust.SigningKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code fleet release sign FLEET RELEASE --key FILE}: shows what the server signed of a release,
 * asks, and signs it with a key that the server never has; or writes it to a file, to be signed
 * elsewhere.
 */
final class SignRelease implements Command {
  @Mixin private ReleaseArguments release;
  @Mixin private SigningKeyOption keys;
  @Mixin private SourceCheck source;
  @Mixin private ExpectedSigners expected;
  @Mixin private Confirmation confirmation;

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description = "Write what there is to sign, for fleet trust sign on another machine.")
  private @Nullable Path export;

  @Mixin private Common common;

  private final Shell shell;

  SignRelease(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    if (keys.isGiven() == (export != null)) {
      throw CommandFailure.usage(
          "say with which key, or where to write what there is to sign",
          "--key FILE, or --export FILE");
    }
    var api = Api.signedIn(shell, common);
    var expectedSigners = expected.fingerprint();
    var trusted =
        TrustedRelease.fetch(shell, api, release.fleet(), release.release(), expectedSigners);
    source.require(shell, trusted.said());
    var running = running(api, trusted);
    if (export != null) {
      trusted.keep(shell, api);
      return export(trusted, running, shell.folder().resolve(export));
    }
    var signers = keys.read(shell);
    show(trusted, running);
    confirmation.require(shell, "this is signed, for %s to run".formatted(release.fleet()));
    trusted.keep(shell, api);
    var signatures = signatures(trusted.statement(), signers);
    var signed =
        api.http().post(release.route("signatures"), new NewSignatures(signatures), Release.class);
    var wasWaiting = trusted.release().state() == ReleaseState.UNSIGNED;
    return new Answer(shell, common).sentence(signed, now -> sentence(now, wasWaiting));
  }

  /** What the fleet runs until now, as the server says; absent where it is this release. */
  private Optional<TrustedRelease> running(Api api, TrustedRelease trusted) {
    return api.http().get(Api.route("fleets", release.fleet()), FleetView.class).release().stream()
        .filter(summary -> !summary.id().equals(trusted.said().release()))
        .findFirst()
        .map(summary -> trusted.other(api, summary.id().toString()));
  }

  private void show(TrustedRelease trusted, Optional<TrustedRelease> running) {
    trusted.signers().announce(shell);
    new ReleaseFacts(trusted.said(), running.map(TrustedRelease::said)).show(shell.terminal());
    running.ifPresent(before -> shell.terminal().say(standing(before)));
    var found = trusted.release();
    shell
        .terminal()
        .say(
            Cell.of(
                    "not signed, as the server says: revision %d by %s%s"
                        .formatted(
                            found.revision(),
                            found.author(),
                            found.note().isEmpty() ? "" : ", note: " + found.note()))
                .text());
  }

  /** How far what it is compared to can be believed. */
  private static String standing(TrustedRelease before) {
    var names =
        before.signers().now().stream()
            .flatMap(signers -> signers.signed(before.statement()).stream())
            .map(Signer::name)
            .toList();
    return "%s is what the server says the fleet runs, signed by %s"
        .formatted(
            before.said().version(),
            names.isEmpty() ? "the server alone" : "it and " + String.join(", ", names));
  }

  private ExitCode export(TrustedRelease trusted, Optional<TrustedRelease> running, Path file) {
    EnvelopeFile.write(file, trusted.statement(), running.map(TrustedRelease::statement));
    return new Answer(shell, common)
        .sentence(
            trusted.statement(),
            _ ->
                "what there is to sign of %s is in %s: fleet trust sign %s --key FILE, then fleet trust send %s"
                    .formatted(trusted.release().version(), export, export, export));
  }

  private static List<EnvelopeSignature> signatures(Envelope statement, List<SigningKey> signers) {
    return signers.stream()
        .map(key -> statement.with(key).signature(key.publicKey()).orElseThrow())
        .toList();
  }

  /** What became of it. */
  static String sentence(Release now, boolean wasWaiting) {
    return switch (now.state()) {
      case UNSIGNED -> "%s is signed, and waits for others to sign it".formatted(now.version());
      case FINAL -> wasWaiting ? outcome(now) : "%s is signed".formatted(now.version());
      case DRAFT, INVALIDATED -> "%s is signed".formatted(now.version());
    };
  }

  private static String outcome(Release now) {
    return now.held()
        .map(reason ->
            "%s is signed, and does not go out, for %s: fleet release deploy %s %s goes back to it"
                .formatted(now.version(), reason, now.fleet(), now.version()))
        .orElseGet(() -> "%s is signed, and goes out to %s".formatted(now.version(), now.fleet()));
  }
}
