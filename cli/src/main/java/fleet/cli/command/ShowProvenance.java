package fleet.cli.command;

import fleet.cli.command.ProvenanceStatement.Origin;
import fleet.contract.Json;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseProvenance;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fleet release provenance FLEET RELEASE [SERVICE]}: how its images were built, each as an
 * in-toto statement on a line of its own.
 */
final class ShowProvenance implements Command {
  @Mixin private ReleaseArguments release;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "Only images of this service.")
  private @Nullable ServiceName service;

  @Option(
      names = "--platform",
      paramLabel = "PLATFORM",
      description = "Only images for this platform, or device type.")
  private @Nullable String platform;

  @Mixin private Common common;

  private final Shell shell;

  ShowProvenance(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var http = Api.signedIn(shell, common).http();
    var found = http.get(release.route(), Release.class);
    var statements =
        statements(found, http.get(release.route("provenance"), ReleaseProvenance.class));
    if (statements.isEmpty()) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND,
          "how these images of release %s were built is not known".formatted(found.version()),
          "releases made before this was remembered have none; fleet release show lists the images");
    }
    statements.forEach(statement -> shell.terminal().print(Json.write(statement)));
    return ExitCode.DONE;
  }

  private List<ProvenanceStatement> statements(Release found, ReleaseProvenance provenance) {
    var statements = new ArrayList<ProvenanceStatement>();
    for (var images : found.services()) {
      for (var image : images.variants()) {
        if ((service == null || service.equals(images.service()))
            && (platform == null || platform.equals(image.variant()))) {
          provenance
              .of(images.service(), image)
              .map(built -> new Origin(found, built, provenance.gitCommit()))
              .map(origin -> ProvenanceStatement.of(images, image, origin))
              .ifPresent(statements::add);
        }
      }
    }
    return statements;
  }
}
