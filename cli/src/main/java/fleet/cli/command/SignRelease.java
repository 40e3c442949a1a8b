package fleet.cli.command;

import fleet.contract.operator.NewSignatures;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.EnvelopeSignature;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code fleet release sign FLEET RELEASE --key FILE}: signs what the server signed of a release,
 * with a key that the server never has; or writes it to a file, to be signed elsewhere.
 */
final class SignRelease implements Command {
  @Mixin private ReleaseArguments release;
  @Mixin private SigningKeyOption keys;

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
    var trusted = TrustedRelease.fetch(shell, api, release.fleet(), release.release());
    if (export != null) {
      return export(trusted, shell.folder().resolve(export));
    }
    var signatures = signatures(trusted.statement());
    var signed =
        api.http().post(release.route("signatures"), new NewSignatures(signatures), Release.class);
    var wasWaiting = trusted.release().state() == ReleaseState.UNSIGNED;
    return new Answer(shell, common).sentence(signed, now -> sentence(now, wasWaiting));
  }

  private ExitCode export(TrustedRelease trusted, Path file) {
    EnvelopeFile.write(file, trusted.statement());
    return new Answer(shell, common)
        .sentence(
            trusted.statement(),
            _ ->
                "what there is to sign of %s is in %s: fleet trust sign %s --key FILE, then fleet trust send %s"
                    .formatted(trusted.release().version(), export, export, export));
  }

  private List<EnvelopeSignature> signatures(Envelope statement) {
    return keys.read(shell).stream()
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
