package fleet.cli.command;

import fleet.contract.identity.ServiceName;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a push says of its build and its release, named as git's push options are. */
final class PushOptions {
  @Option(names = "--no-cache", description = "Build every step anew.")
  private boolean noCache;

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

  @Mixin private BuildSecretOption secrets;
  @Mixin private ReleaseOptions release;

  /** What is said of the release. */
  ReleaseOptions release() {
    return release;
  }

  /** Secrets that go beside the folder. */
  BuildSecretOption secrets() {
    return secrets;
  }

  /** All of it as words of a query. */
  List<String> words() {
    var words = new ArrayList<>(release.words());
    ReleaseOptions.add(words, "no-cache", noCache ? "true" : "");
    services.forEach(service -> ReleaseOptions.add(words, "service", service.value()));
    ReleaseOptions.add(words, "dockerfile", dockerfile);
    return words;
  }
}
