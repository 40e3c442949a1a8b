package fleet.cli.command;

import fleet.cli.output.Fact;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.release.ServiceImages;
import fleet.contract.trust.Envelope;
import fleet.contract.trust.ReleaseStatement;
import fleet.contract.trust.Signers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    show(unsigned);
    var signed = keys.sign(unsigned, shell);
    EnvelopeFile.write(path, signed);
    return new Answer(shell, common)
        .sentence(signed, _ -> "it is signed; fleet trust send %s".formatted(file));
  }

  private void show(Envelope envelope) {
    var release = shape(envelope, ReleaseStatement.TYPE, ReleaseStatement.class);
    var signers = shape(envelope, Signers.TYPE, Signers.class);
    if (!common.json()) {
      release.forEach(said -> shell.terminal().print(facts(said)));
      signers.forEach(said -> SignersText.show(shell.terminal(), said));
    }
    if (release.isEmpty() && signers.isEmpty()) {
      throw CommandFailure.failed(
          file + " is neither a release nor a fleet's signers: nothing to sign blindly",
          "fleet release sign --export FILE writes one");
    }
  }

  private static <T> List<T> shape(Envelope envelope, String type, Class<T> shape) {
    return envelope.payloadType().equals(type)
        ? envelope.unverified(shape).stream().toList()
        : List.of();
  }

  private static Table facts(ReleaseStatement said) {
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of("release", said.version(), Style.NAME));
    facts.add(Fact.of("fleet", said.fleet()));
    facts.add(Fact.of("commit", said.commit()));
    facts.add(Fact.of("created", said.createdAt()));
    for (ServiceImages service : said.services()) {
      facts.add(Fact.of(service.service().toString(), service.index()));
    }
    return Table.facts(facts);
  }
}
