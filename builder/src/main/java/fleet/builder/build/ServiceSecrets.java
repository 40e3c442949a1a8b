package fleet.builder.build;

import fleet.builder.plan.SecretMounts;
import fleet.builder.plan.SecretSource;
import fleet.builder.plan.ServiceBuild;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.SecretBytes;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The secrets that one service's Dockerfile may mount: all that the push brings and the fleet
 * keeps, by their names, and what its compose file says.
 */
record ServiceSecrets(FleetName fleet, Path project, GivenKeys given) {
  private static final int MAX_BYTES = 512 * 1024;

  /**
   * By the ids that the Dockerfile names.
   *
   * @throws ProblemException for the first that is needed and not there
   */
  Map<String, SecretBytes> of(ServiceBuild build, ImageJob.Dockerfile dockerfile)
      throws IOException {
    var secrets = new HashMap<>(given.secrets());
    for (var wanted : build.settings().secrets().entrySet()) {
      secrets.put(wanted.getKey(), value(wanted.getValue()));
    }
    for (var mount : SecretMounts.in(dockerfile.text())) {
      if (!secrets.containsKey(mount.id())) {
        throw missing("%s:%d".formatted(dockerfile.name(), mount.line()), mount.id());
      }
    }
    return secrets;
  }

  private SecretBytes value(SecretSource source) throws IOException {
    return switch (source) {
      case SecretSource.InProject(var path) -> read(path);
      case SecretSource.Given(var name, var place) -> {
        var value = given.secrets().get(name);
        if (value == null) {
          throw missing(place, name);
        }
        yield value;
      }
    };
  }

  private SecretBytes read(String path) throws IOException {
    var file = project.resolve(path);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
      throw new ProblemException(
          ProblemCode.INVALID_PROJECT,
          "the secret %s is not a file of at most %d KiB".formatted(path, MAX_BYTES / 1024),
          "");
    }
    return SecretBytes.of(Files.readAllBytes(file));
  }

  private ProblemException missing(String place, String name) {
    return new ProblemException(
        ProblemCode.INVALID_PROJECT,
        "%s: the build secret '%s' is needed, and nobody gave it".formatted(place, name),
        "fleet build-secret set %s %s, or fleet push --build-secret id=%s,src=FILE"
            .formatted(fleet, name, name));
  }
}
