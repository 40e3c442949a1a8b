package fleet.cli.command;

import fleet.cli.credential.KnownKeys;
import fleet.cli.output.Fact;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.audit.AuditExport;
import fleet.contract.audit.AuditFault;
import fleet.contract.audit.AuditHead;
import fleet.contract.audit.AuditVerdict;
import fleet.contract.trust.KeyId;
import fleet.contract.trust.TrustChain;
import fleet.contract.trust.TrustedKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet audit verify [FILE]}: is the audit log as it was written? With a file, whether the
 * export holds, and whether the server's log is still the one that it was made of.
 */
final class VerifyAudit implements Command {
  @Parameters(arity = "0..1", paramLabel = "FILE", description = "An export of the log.")
  private @Nullable Path file;

  @Option(names = "--offline", description = "Check the file alone; ask no server.")
  private boolean offline;

  @Mixin private Common common;

  private final Shell shell;

  VerifyAudit(Shell shell) {
    this.shell = shell;
  }

  /**
   * What {@code --json} prints.
   *
   * @param file the end of the file's rows
   * @param server the end of the server's
   * @param key that signed the file, or the server's key
   */
  record Verified(Optional<AuditHead> file, Optional<AuditHead> server, KeyId key, boolean known) {}

  @Override
  public ExitCode run() {
    if (file == null && offline) {
      throw CommandFailure.usage("--offline needs a file", "fleet audit verify FILE --offline");
    }
    var export = Optional.ofNullable(file).map(this::sound);
    return offline ? alone(export.orElseThrow()) : withServer(export);
  }

  private AuditExport sound(Path path) {
    var export = AuditFile.read(path);
    export.fault().ifPresent(fault -> broken("the export " + path, fault));
    return export;
  }

  private ExitCode alone(AuditExport export) {
    var keys = export.keys().orElseThrow();
    var server = Api.access(shell, common.server()).server();
    var known = new KnownKeys(shell.environment()).of(server);
    known.ifPresent(pinned -> requireSame(pinned, keys));
    return tell(
        new Verified(
            Optional.of(export.head()),
            Optional.empty(),
            KeyId.of(keys.newest().key()),
            known.isPresent()));
  }

  private ExitCode withServer(Optional<AuditExport> export) {
    var api = Api.signedIn(shell, common);
    var chain = api.http().get("/trust", TrustChain.class);
    var known = new KnownKeys(shell.environment()).of(api.server());
    known.ifPresent(pinned -> requireSame(pinned, chain));
    export.ifPresent(one -> requireSame(one.keys().orElseThrow().newest(), chain));
    var remembered = export.map(AuditExport::head);
    var query =
        remembered.map(head -> "?sequence=%d&hash=%s".formatted(head.sequence(), head.hash()));
    var verdict = api.http().get("/audit/verify" + query.orElse(""), AuditVerdict.class);
    verdict.fault().ifPresent(fault -> broken("the audit log", fault));
    return tell(
        new Verified(
            remembered,
            Optional.of(verdict.head()),
            KeyId.of(chain.newest().key()),
            known.isPresent()));
  }

  private static void broken(String what, AuditFault fault) {
    throw CommandFailure.failed(
        "%s does not hold: %s".formatted(what, fault.message()),
        "somebody changed it past Fleet; keep what you have of it, and ask who runs the database");
  }

  /** The older of two keys must lead to the newer. */
  private static void requireSame(TrustedKeys believed, TrustChain chain) {
    if (!believed.follow(chain.keys()).equals(chain.newest())) {
      throw CommandFailure.failed(
          "it is signed with key %s, which does not follow from %s"
              .formatted(KeyId.of(chain.newest().key()), KeyId.of(believed.key())),
          "it is of another installation, or the key was changed since: without --offline the "
              + "server's keys are asked too");
    }
  }

  private ExitCode tell(Verified verified) {
    return new Answer(shell, common).one(verified, this::show);
  }

  private void show(Verified verified) {
    var facts = new ArrayList<Fact>();
    verified.file().ifPresent(head -> facts.add(Fact.of("export", words(head), Style.NAME)));
    verified.server().ifPresent(head -> facts.add(Fact.of("audit log", words(head), Style.NAME)));
    facts.add(Fact.of("signed by", "key " + verified.key()));
    facts.add(Fact.of("verified", "every row is what was sealed, and none is missing"));
    shell.terminal().print(Table.facts(facts));
    if (!verified.known()) {
      shell.terminal().say("the server's key is not known here; compare it with one you trust");
    }
  }

  private static String words(AuditHead head) {
    return "%d rows, up to %s".formatted(head.sequence(), head.hash());
  }
}
