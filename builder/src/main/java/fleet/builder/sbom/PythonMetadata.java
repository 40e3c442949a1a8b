package fleet.builder.sbom;

import fleet.builder.sbom.SoftwarePackage.Credits;
import fleet.builder.sbom.SoftwarePackage.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A Python package as pip and its forerunners leave it: {@code NAME.dist-info/METADATA}, {@code
 * NAME.egg-info/PKG-INFO}, {@code EGG-INFO/PKG-INFO}, or {@code NAME.egg-info} itself.
 */
final class PythonMetadata implements PackageDatabase {
  private static final Pattern OLD = Pattern.compile(".*-packages/[^/]+\\.egg-info");

  @Override
  public boolean isAt(String path) {
    return path.endsWith(".dist-info/METADATA")
        || path.endsWith(".egg-info/PKG-INFO")
        || path.endsWith("/EGG-INFO/PKG-INFO")
        || OLD.matcher(path).matches();
  }

  @Override
  public List<SoftwarePackage> read(String path, InputStream content) throws IOException {
    return new Paragraphs(content, Bounds.FILE_BYTES)
        .next()
        .filter(fields -> has(fields, "Name") && has(fields, "Version"))
        .map(fields -> List.of(one(fields, path)))
        .orElse(List.of());
  }

  private static boolean has(Map<String, String> fields, String key) {
    return !fields.getOrDefault(key, "").isBlank();
  }

  private static SoftwarePackage one(Map<String, String> fields, String path) {
    var license = fields.getOrDefault("License-Expression", fields.getOrDefault("License", ""));
    return new SoftwarePackage(
        Kind.PYPI,
        "",
        fields.getOrDefault("Name", ""),
        fields.getOrDefault("Version", ""),
        "",
        Credits.license(license).madeBy(author(fields)),
        path);
  }

  private static Party author(Map<String, String> fields) {
    var name = fields.getOrDefault("Author", "");
    var address = fields.getOrDefault("Author-email", "");
    return name.isBlank() || address.contains("<")
        ? Party.person(address.isBlank() ? name : address)
        : Party.person(name, address);
  }
}
