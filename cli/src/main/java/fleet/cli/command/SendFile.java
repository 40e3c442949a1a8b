package fleet.cli.command;

import fleet.contract.operator.NewSignatures;
import fleet.contract.operator.SignersView;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.ReleaseStatement;
import fleet.contract.trust.Signers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet trust send FILE}: gives the server what was signed elsewhere. */
final class SendFile implements Command {
  @Parameters(paramLabel = "FILE", description = "What fleet trust sign signed.")
  private Path file;

  @Mixin private Common common;

  private final Shell shell;

  SendFile(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var envelope = EnvelopeFile.read(shell.folder().resolve(file)).envelope();
    return switch (envelope.payloadType()) {
      case ReleaseStatement.TYPE ->
          release(envelope, understood(envelope.unverified(ReleaseStatement.class)));
      case Signers.TYPE -> signers(envelope, understood(envelope.unverified(Signers.class)));
      default -> throw unknown();
    };
  }

  private ExitCode release(Envelope envelope, ReleaseStatement said) {
    var api = Api.signedIn(shell, common);
    var route = Api.route("fleets", said.fleet(), "releases", said.release());
    var before = api.http().get(route, Release.class);
    var known = TrustedSigners.fetch(shell, api, said.fleet(), Optional.empty());
    known.announce(shell);
    known.keep(shell, api);
    var signatures =
        known.now().stream()
            .flatMap(signers -> signers.signed(envelope).stream())
            .flatMap(signer -> envelope.signature(signer.key()).stream())
            .toList();
    if (signatures.isEmpty()) {
      throw CommandFailure.failed(
          "no signer of %s has signed %s".formatted(said.fleet(), file),
          "fleet trust signers %s shows them".formatted(said.fleet()));
    }
    var signed =
        api.http()
            .post(route + "/signatures", new NewSignatures(List.copyOf(signatures)), Release.class);
    var wasWaiting = before.state() == ReleaseState.UNSIGNED;
    return new Answer(shell, common).sentence(signed, now -> SignRelease.sentence(now, wasWaiting));
  }

  private ExitCode signers(Envelope envelope, Signers said) {
    var api = Api.signedIn(shell, common);
    var known = TrustedSigners.fetch(shell, api, said.fleet(), Optional.empty());
    known.announce(shell);
    known.keep(shell, api);
    var route = Api.route("fleets", said.fleet(), "signers");
    var changed = api.http().post(route, envelope, SignersView.class);
    TrustedSigners.fetch(shell, api, said.fleet(), Optional.of(Fingerprint.of(envelope)))
        .keep(shell, api);
    return new Answer(shell, common)
        .one(
            changed,
            view -> view.present().ifPresent(now -> SignersText.show(shell.terminal(), now)));
  }

  private <T> T understood(Optional<T> said) {
    return said.orElseThrow(this::unknown);
  }

  private CommandFailure unknown() {
    return CommandFailure.failed(
        file + " is neither a release nor a fleet's signers",
        "fleet release sign --export FILE writes one");
  }
}
