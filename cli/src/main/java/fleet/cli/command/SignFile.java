package fleet.cli.command;

import fleet.contract.trust.Envelope;
import fleet.contract.trust.ReleaseStatement;
import fleet.contract.trust.Signers;
import fleet.contract.trust.SigningKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet trust sign FILE --key KEY}: signs what another machine wrote, on one that knows no
 * server, and shows what it is.
 */
final class SignFile implements Command {
  @Parameters(paramLabel = "FILE", description = "What there is to sign; it is signed in place.")
  private Path file;

  @Mixin private SigningKeyOption keys;
  @Mixin private Confirmation confirmation;
  @Mixin private Common common;

  private final Shell shell;

  SignFile(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    if (!keys.isGiven()) {
      throw CommandFailure.usage("say with which key", "--key FILE");
    }
    var path = shell.folder().resolve(file);
    var unsigned = EnvelopeFile.read(path);
    var signers = keys.read(shell);
    show(unsigned, signers);
    confirmation.require(shell, "this is signed");
    var signed = keys.sign(unsigned.envelope(), shell);
    EnvelopeFile.write(path, signed, unsigned.before());
    return new Answer(shell, common)
        .sentence(signed, _ -> "it is signed; fleet trust send %s".formatted(file));
  }

  private void show(EnvelopeFile file, List<SigningKey> signers) {
    var release = shape(file.envelope(), ReleaseStatement.TYPE, ReleaseStatement.class);
    var members = shape(file.envelope(), Signers.TYPE, Signers.class);
    if (release.isEmpty() && members.isEmpty()) {
      throw CommandFailure.failed(
          this.file + " is neither a release nor a fleet's signers: nothing to sign blindly",
          "fleet release sign --export FILE writes one");
    }
    var before = file.before();
    var releaseBefore =
        before.flatMap(said -> shape(said, ReleaseStatement.TYPE, ReleaseStatement.class));
    var membersBefore = before.flatMap(said -> shape(said, Signers.TYPE, Signers.class));
    release.ifPresent(said -> new ReleaseFacts(said, releaseBefore).show(shell.terminal()));
    members.ifPresent(said -> SignersText.change(shell.terminal(), membersBefore, said));
    before.ifPresent(said -> shell.terminal().say(standing(said, signers)));
  }

  /** How far what it is compared to can be believed. */
  private static String standing(Envelope before, List<SigningKey> signers) {
    return signers.stream().anyMatch(key -> before.isSignedBy(key.publicKey()))
        ? "what it is compared to was signed with this key"
        : "what it is compared to was not signed with this key: the file alone says so";
  }

  private static <T> Optional<T> shape(Envelope envelope, String type, Class<T> shape) {
    return Optional.of(envelope)
        .filter(said -> said.payloadType().equals(type))
        .flatMap(said -> said.unverified(shape));
  }
}
