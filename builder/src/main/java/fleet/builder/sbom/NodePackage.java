package fleet.builder.sbom;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.builder.sbom.SoftwarePackage.Credits;
import fleet.builder.sbom.SoftwarePackage.Kind;
import fleet.contract.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An installed npm package: {@code node_modules/NAME/package.json} or {@code
 * node_modules/@SCOPE/NAME/package.json}. Such a file deeper in a package is a part of it.
 */
final class NodePackage implements PackageDatabase {
  private static final Pattern PATH =
      Pattern.compile("(?:.*/)?node_modules/(?:@[^/]+/)?[^/@][^/]*/package\\.json");

  private static final Pattern NAME = Pattern.compile("(?:@([^/]+)/)?([^/]+)");

  @Override
  public boolean isAt(String path) {
    return path.endsWith("/package.json") && PATH.matcher(path).matches();
  }

  @Override
  public List<SoftwarePackage> read(String path, InputStream content) throws IOException {
    var bounded = BoundedStream.of(content, Bounds.FILE_BYTES);
    var told = Json.mapper().readTree(bounded.readAllBytes());
    var name = NAME.matcher(told.path("name").asText().strip());
    var version = told.path("version").asText().strip();
    if (version.isEmpty() || !name.matches()) {
      return List.of();
    }
    var scope = name.group(1) == null ? "" : name.group(1);
    return List.of(
        new SoftwarePackage(
            Kind.NPM,
            scope,
            name.group(2),
            version,
            "",
            Credits.license(license(told)).madeBy(author(told.path("author"))),
            path));
  }

  /** A text; {@code {"type"}} and a list of such in old packages. */
  private static String license(JsonNode told) {
    var license = told.has("license") ? told.path("license") : told.path("licenses").path(0);
    return license.isObject() ? license.path("type").asText() : license.asText();
  }

  /** {@code Ada <ada@example.org> (https://example.org)}, or an object. */
  private static Party author(JsonNode author) {
    return author.isObject()
        ? Party.person(author.path("name").asText(), author.path("email").asText())
        : Party.person(Bounds.text(author.asText()).replaceFirst("\\(https?:[^)]*\\)", ""));
  }
}
