package fleet.builder.sbom;

import fleet.builder.sbom.SoftwarePackage.Credits;
import fleet.builder.sbom.SoftwarePackage.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Packages of Alpine and its kin: {@code lib/apk/db/installed}, with fields of one letter. */
final class ApkDatabase implements PackageDatabase {
  private static final Set<String> PATHS =
      Set.of("lib/apk/db/installed", "usr/lib/apk/db/installed");

  @Override
  public boolean isAt(String path) {
    return PATHS.contains(path);
  }

  @Override
  public List<SoftwarePackage> read(String path, InputStream content) throws IOException {
    var packages = new ArrayList<SoftwarePackage>();
    var paragraphs = new Paragraphs(content, Bounds.DATABASE_BYTES);
    for (var next = paragraphs.next(); next.isPresent(); next = paragraphs.next()) {
      var fields = next.get();
      if (has(fields, "P") && has(fields, "V") && packages.size() < Bounds.PACKAGES) {
        packages.add(one(fields, path));
      }
    }
    return packages;
  }

  private static boolean has(Map<String, String> fields, String key) {
    return !fields.getOrDefault(key, "").isBlank();
  }

  private static SoftwarePackage one(Map<String, String> fields, String path) {
    return new SoftwarePackage(
        Kind.APK,
        "",
        fields.getOrDefault("P", ""),
        fields.getOrDefault("V", ""),
        fields.getOrDefault("A", ""),
        Credits.license(fields.getOrDefault("L", ""))
            .suppliedBy(Party.person(fields.getOrDefault("m", "")))
            .builtFrom(fields.getOrDefault("o", "")),
        path);
  }
}
