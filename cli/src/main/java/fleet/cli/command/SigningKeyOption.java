package fleet.cli.command;

import fleet.cli.credential.SigningKeyFile;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.SigningKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The keys that a command signs with. */
final class SigningKeyOption {
  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Private key to sign with (fleet trust new-key); may be repeated.")
  private List<Path> files = new ArrayList<>();

  boolean isGiven() {
    return !files.isEmpty();
  }

  /** All of them. */
  List<SigningKey> read(Shell shell) {
    return files.stream().map(file -> SigningKeyFile.read(shell.folder().resolve(file))).toList();
  }

  /** The envelope with a signature of each. */
  Envelope sign(Envelope envelope, Shell shell) {
    var signed = envelope;
    for (var key : read(shell)) {
      signed = signed.with(key);
    }
    return signed;
  }
}
