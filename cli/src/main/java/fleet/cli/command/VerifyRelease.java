package fleet.cli.command;

import fleet.cli.output.Fact;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.identity.FleetName;
import fleet.contract.trust.KeyId;
import fleet.contract.trust.Signer;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet release verify FLEET RELEASE}: is what the server shows of a release what was signed
 * of it, by a key that follows from the one known here, and by as many of the signers as those
 * known here require?
 */
final class VerifyRelease implements Command {
  @Parameters(index = "0", paramLabel = "FLEET", description = "Name of the fleet.")
  private FleetName fleet;

  @Parameters(index = "1", paramLabel = "RELEASE", description = "Version or id of the release.")
  private String release;

  @Mixin private ExpectedSigners expected;
  @Mixin private Common common;

  private final Shell shell;

  VerifyRelease(Shell shell) {
    this.shell = shell;
  }

  /**
   * What {@code --json} prints.
   *
   * @param signers names of those who signed it besides the server
   * @param required how many of them the fleet wants
   */
  record Verified(
      String version,
      FleetName fleet,
      KeyId key,
      int generation,
      boolean first,
      List<String> signers,
      int required) {}

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var trusted = TrustedRelease.fetch(shell, api, fleet, release, expected.fingerprint());
    trusted.signers().announce(shell);
    trusted.keep(shell, api);
    return new Answer(shell, common).one(verified(trusted), this::show);
  }

  private static Verified verified(TrustedRelease trusted) {
    var found = trusted.release();
    var signers = trusted.signers().now();
    signers
        .flatMap(known -> known.lacking(trusted.statement()))
        .ifPresent(lacking -> {
          throw CommandFailure.failed(
              "release %s is what the server signed, and %s".formatted(found.version(), lacking),
              "fleet release sign %s %s --key FILE".formatted(found.fleet(), found.version()));
        });
    return new Verified(
        found.version(),
        found.fleet(),
        KeyId.of(trusted.server().keys().key()),
        trusted.server().keys().generation(),
        trusted.server().isFirst(),
        signers.stream()
            .flatMap(known -> known.signed(trusted.statement()).stream())
            .map(Signer::name)
            .toList(),
        trusted.signers().required());
  }

  private void show(Verified verified) {
    shell
        .terminal()
        .print(
            Table.facts(
                List.of(
                    Fact.of("release", verified.version(), Style.NAME),
                    Fact.of("signed by", "key " + verified.key()),
                    Fact.of("generation", verified.generation()),
                    Fact.of("and by", signers(verified)),
                    Fact.of("verified", "all digests, and how it runs"))));
    if (verified.first()) {
      shell
          .terminal()
          .say("the server's key was not known here before; from now on it is, and must stay");
    }
  }

  private static String signers(Verified verified) {
    return verified.signers().isEmpty() && verified.required() == 0
        ? ""
        : "%s (%d required)".formatted(String.join(", ", verified.signers()), verified.required());
  }
}
