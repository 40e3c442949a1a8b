package fleet.cli.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The signers that whoever runs the command was told of, by another way than the server. */
final class ExpectedSigners {
  @Option(
      names = "--expect",
      paramLabel = "SHA256:...",
      description =
          "Believe only signers with this fingerprint (fleet trust signers), and who follows them.")
  private @Nullable Fingerprint fingerprint;

  Optional<Fingerprint> fingerprint() {
    return Optional.ofNullable(fingerprint);
  }
}
