package fleet.builder.sbom;

import fleet.builder.sbom.SoftwarePackage.Credits;
import fleet.builder.sbom.SoftwarePackage.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Packages of Debian and its kin: {@code var/lib/dpkg/status}, and {@code status.d} in images
 * without dpkg, a file a package.
 */
final class DpkgDatabase implements PackageDatabase {
  private static final String STATUS = "var/lib/dpkg/status";
  private static final String FOLDER = "var/lib/dpkg/status.d/";

  @Override
  public boolean isAt(String path) {
    return path.equals(STATUS)
        || (path.startsWith(FOLDER)
            && path.indexOf('/', FOLDER.length()) < 0
            && !path.endsWith(".md5sums"));
  }

  @Override
  public List<SoftwarePackage> read(String path, InputStream content) throws IOException {
    var packages = new ArrayList<SoftwarePackage>();
    var paragraphs = new Paragraphs(content, Bounds.DATABASE_BYTES);
    for (var next = paragraphs.next(); next.isPresent(); next = paragraphs.next()) {
      var fields = next.get();
      if (isInstalled(fields) && packages.size() < Bounds.PACKAGES) {
        packages.add(one(fields, path));
      }
    }
    return packages;
  }

  /** One that was removed is still told of while its configuration is there. */
  private static boolean isInstalled(Map<String, String> fields) {
    return !fields.getOrDefault("Package", "").isBlank()
        && !fields.getOrDefault("Version", "").isBlank()
        && fields.getOrDefault("Status", "install ok installed").endsWith(" installed");
  }

  private static SoftwarePackage one(Map<String, String> fields, String path) {
    return new SoftwarePackage(
        Kind.DEB,
        "",
        fields.getOrDefault("Package", ""),
        fields.getOrDefault("Version", ""),
        fields.getOrDefault("Architecture", ""),
        Credits.NONE
            .suppliedBy(Party.person(fields.getOrDefault("Maintainer", "")))
            .builtFrom(fields.getOrDefault("Source", "")),
        path);
  }
}
