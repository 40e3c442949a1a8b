package fleet.builder.sbom;

import fleet.contract.release.ImageVariant;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Package URLs, by the types of the purl specification.
 *
 * <pre>
 * pkg:deb/debian/libc6@2.41-12?arch=arm64&amp;distro=debian-13
 * pkg:npm/%40angular/core@19.0.0
 * </pre>
 */
final class Purl {
  private static final String UNRESERVED = "-._~:";

  private Purl() {}

  static String of(SoftwarePackage found, Optional<Distribution> distribution) {
    var id = distribution.map(Distribution::id);
    return switch (found.kind()) {
      case DEB -> ofDistribution(found, id.orElse("debian"), distribution);
      case APK -> ofDistribution(found, id.orElse("alpine"), distribution);
      case PYPI -> named(found, "", pythonName(found.name()));
      case NPM ->
          named(
              found,
              found.group().isEmpty() ? "" : "@" + lower(found.group()),
              lower(found.name()));
      case MAVEN -> named(found, found.group(), found.name());
      case GENERIC -> named(found, "", found.name());
    };
  }

  /** Of an image in a registry. */
  static String of(String repository, ImageVariant image) {
    var name = repository.substring(repository.lastIndexOf('/') + 1);
    // The type's own examples encode the colon of the digest.
    return "pkg:oci/%s@sha256%%3A%s?arch=%s"
        .formatted(lower(name), image.manifest().hex(), image.platform().architecture());
  }

  private static String ofDistribution(
      SoftwarePackage found, String vendor, Optional<Distribution> distribution) {
    var arch = found.architecture().isEmpty() ? "" : "arch=" + encode(found.architecture());
    var distro = distribution.map(it -> "distro=" + encode(release(it))).orElse("");
    var qualifiers = arch + (arch.isEmpty() || distro.isEmpty() ? "" : "&") + distro;
    return named(found, vendor, lower(found.name()))
        + (qualifiers.isEmpty() ? "" : "?" + qualifiers);
  }

  private static String release(Distribution distribution) {
    return distribution.version().isEmpty()
        ? distribution.id()
        : distribution.id() + "-" + distribution.version();
  }

  private static String named(SoftwarePackage found, String namespace, String name) {
    var before =
        Arrays.stream(namespace.split("/"))
            .filter(part -> !part.isEmpty())
            .map(part -> encode(part) + "/")
            .collect(Collectors.joining());
    return "pkg:%s/%s%s@%s"
        .formatted(found.kind().type(), before, encode(name), encode(found.version()));
  }

  /** As Python's name normalisation writes it. */
  private static String pythonName(String name) {
    return lower(name).replaceAll("[-_.]+", "-");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String encode(String text) {
    var encoded = new StringBuilder();
    for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
      var c = (char) (octet & 0xff);
      var isPlain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || UNRESERVED.indexOf(c) >= 0;
      encoded.append(isPlain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return encoded.toString();
  }
}
