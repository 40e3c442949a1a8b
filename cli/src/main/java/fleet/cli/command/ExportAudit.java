package fleet.cli.command;

import fleet.cli.output.Human;
import fleet.contract.audit.AuditExport;
import fleet.contract.audit.AuditFault;
import fleet.contract.audit.AuditHead;
import fleet.contract.audit.AuditLine;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fleet audit export FILE}: all of the log with its chain, checked while it comes. */
final class ExportAudit implements Command {
  @Parameters(paramLabel = "FILE", description = "Where to; what is there is replaced.")
  private Path file;

  @Mixin private Common common;

  private final Shell shell;

  ExportAudit(Shell shell) {
    this.shell = shell;
  }

  /** What {@code --json} prints. */
  record Exported(Path file, AuditHead head) {}

  @Override
  public ExitCode run() {
    var api = Api.signedIn(shell, common);
    var export = new AuditExport();
    AuditFile.write(
        file,
        lines ->
            api.http().stream(
                "/audit/export",
                AuditLine.class,
                line -> {
                  export.next(line);
                  lines.take(line);
                  return true;
                }));
    export.fault().ifPresent(this::refuse);
    return new Answer(shell, common)
        .sentence(
            new Exported(file, export.head()),
            done ->
                "%s, up to %s, are in %s"
                    .formatted(
                        Human.count(done.head().sequence(), "row"), done.head().hash(), file));
  }

  private void refuse(AuditFault fault) {
    throw CommandFailure.failed(
        "what was written to %s does not hold: %s".formatted(file, fault.message()),
        "ask who runs the database; an older export shows what was there");
  }
}
