package fleet.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import fleet.contract.identity.ServiceName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fleet release sbom FLEET RELEASE [SERVICE]}: what software an image holds. */
final class ShowSbom implements Command {
  @Mixin private ReleaseArguments release;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "Whose image; needed where there are several.")
  private @Nullable ServiceName service;

  @Option(
      names = "--platform",
      paramLabel = "PLATFORM",
      description = "For which platform, or device type; needed where there are several.")
  private @Nullable String platform;

  @Option(names = "--list", description = "Its packages as a table; with --json, as a list.")
  private boolean list;

  @Option(
      names = "--grep",
      paramLabel = "TEXT",
      description = "Only packages whose name, version, kind or license has this in it.")
  private @Nullable String grep;

  @Mixin private Common common;

  private final Shell shell;

  ShowSbom(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    var document = Api.signedIn(shell, common).http().bytes(release.route("sbom") + query());
    if (!list && grep == null) {
      shell.terminal().print(new String(document, StandardCharsets.UTF_8));
      return ExitCode.DONE;
    }
    var spdx = Json.read(document, JsonNode.class);
    if (spdx.has("comment")) {
      spdx.path("comment").asText().lines().forEach(shell.terminal()::say);
    }
    var wanted = grep == null ? "" : grep;
    var packages = SbomPackage.in(spdx).stream().filter(each -> each.has(wanted)).toList();
    return new Answer(shell, common)
        .list(packages, SbomPackage::table, wanted.isEmpty() ? "no packages" : "no such packages");
  }

  private String query() {
    var parts = new ArrayList<String>();
    if (service != null) {
      parts.add("service=" + Api.escape(service.value()));
    }
    if (platform != null) {
      parts.add("platform=" + Api.escape(platform));
    }
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }
}
