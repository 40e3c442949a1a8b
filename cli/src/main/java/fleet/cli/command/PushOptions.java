package fleet.cli.command;

import fleet.contract.identity.ServiceName;
import fleet.contract.release.Canary;
import fleet.contract.release.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a push says about its release, named as git's push options are. */
final class PushOptions {
  @Option(names = "--note", paramLabel = "TEXT", description = "A note on the release.")
  private String note = "";

  @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "A tag; may be repeated.")
  private Map<String, String> tags = new LinkedHashMap<>();

  @Option(
      names = "--platform",
      paramLabel = "PLATFORM",
      split = ",",
      description = "Build for this one, such as linux/arm64; may be repeated.")
  private List<Platform> platforms = new ArrayList<>();

  @Option(
      names = "--service",
      paramLabel = "SERVICE",
      split = ",",
      description = "Build this one; the others keep their images. May be repeated.")
  private List<ServiceName> services = new ArrayList<>();

  @Option(
      names = "--dockerfile",
      paramLabel = "PATH",
      description = "The Dockerfile, in a project without a compose file.")
  private String dockerfile = "";

  @Option(names = "--draft", description = "Make a draft, which no device gets.")
  private boolean draft;

  @Option(names = "--no-cache", description = "Build every step anew.")
  private boolean noCache;

  @Mixin private BuildSecretOption secrets;
  @Mixin private CanaryOptions canary;

  boolean isDraft() {
    return draft;
  }

  /** Which devices get it first; nothing when all get it at once. */
  Optional<Canary> canary() {
    return canary.canary();
  }

  /** Secrets that go beside the folder. */
  BuildSecretOption secrets() {
    return secrets;
  }

  /** The options as a query, empty when none is given. */
  String query() {
    var parts = new ArrayList<String>();
    add(parts, "draft", draft ? "true" : "");
    add(parts, "no-cache", noCache ? "true" : "");
    add(parts, "note", note);
    tags.forEach((key, value) -> add(parts, "tag." + key, value));
    platforms.forEach(platform -> add(parts, "platform", platform.toString()));
    services.forEach(service -> add(parts, "service", service.value()));
    add(parts, "dockerfile", dockerfile);
    parts.addAll(canary.words());
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  private static void add(List<String> parts, String name, String value) {
    if (!value.isEmpty()) {
      parts.add(Api.escape(name) + "=" + Api.escape(value));
    }
  }
}
