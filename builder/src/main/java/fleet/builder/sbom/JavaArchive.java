package fleet.builder.sbom;

import fleet.builder.sbom.SoftwarePackage.Credits;
import fleet.builder.sbom.SoftwarePackage.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What a Java archive says of itself: {@code META-INF/maven/**}{@code /pom.properties}, several
 * where others were shaded into it, else the titles of its manifest; and the same of the archives
 * in it, one level deep.
 */
final class JavaArchive implements PackageDatabase {
  private static final Pattern ARCHIVE = Pattern.compile(".*[^/]\\.(?:jar|war|ear)");
  private static final Pattern POM = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  @Override
  public boolean isAt(String path) {
    return ARCHIVE.matcher(path).matches();
  }

  @Override
  public List<SoftwarePackage> read(String path, InputStream content) throws IOException {
    return new Reading(path).read(content);
  }

  /** Of one archive with those in it. Mutable, for one thread. */
  private static final class Reading {
    private final String path;
    private final List<SoftwarePackage> packages = new ArrayList<>();
    private final Allowance bytes = Allowance.bytes(Bounds.ARCHIVE_BYTES);
    private final Allowance entries =
        new Allowance(
            Bounds.ARCHIVE_ENTRIES, "more than %d entries".formatted(Bounds.ARCHIVE_ENTRIES));

    Reading(String path) {
      this.path = path;
    }

    List<SoftwarePackage> read(InputStream content) throws IOException {
      archive(content, true);
      return packages;
    }

    private void archive(InputStream content, boolean isOuter) throws IOException {
      var isNamed = false;
      var title = Optional.<SoftwarePackage>empty();
      // Closing it would close what holds it.
      var zip = new ZipInputStream(content);
      var bounded = new BoundedStream(zip, bytes);
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.take(1);
        if (entry.getName().equals(MANIFEST)) {
          title = title(manifest(bounded));
        } else if (POM.matcher(entry.getName()).matches()) {
          isNamed |= pom(bounded).map(this::add).isPresent();
        } else if (isOuter && isArchive(entry)) {
          archive(bounded, false);
        }
        pass(bounded);
      }
      if (!isNamed) {
        var _ = title.map(this::add);
      }
    }

    /** Reads over what is left of an entry, and counts it: {@code getNextEntry} would not. */
    private static void pass(InputStream entry) throws IOException {
      var _ = entry.transferTo(OutputStream.nullOutputStream());
    }

    private static boolean isArchive(ZipEntry entry) {
      return !entry.isDirectory() && ARCHIVE.matcher(entry.getName()).matches();
    }

    private SoftwarePackage add(SoftwarePackage found) {
      if (packages.size() < Bounds.PACKAGES) {
        packages.add(found);
      }
      return found;
    }

    private Optional<SoftwarePackage> pom(InputStream content) throws IOException {
      var told = new Properties();
      try {
        told.load(new ByteArrayInputStream(whole(content)));
      } catch (IllegalArgumentException e) {
        throw new IOException("a pom.properties is malformed", e);
      }
      return found(
          Kind.MAVEN,
          told.getProperty("groupId", ""),
          told.getProperty("artifactId", ""),
          told.getProperty("version", ""),
          Credits.NONE);
    }

    private static Attributes manifest(InputStream content) throws IOException {
      return new Manifest(new ByteArrayInputStream(whole(content))).getMainAttributes();
    }

    private Optional<SoftwarePackage> title(Attributes told) {
      var vendor = Optional.ofNullable(told.getValue("Implementation-Vendor")).orElse("");
      var group = Optional.ofNullable(told.getValue("Implementation-Vendor-Id")).orElse("");
      return found(
          group.isBlank() ? Kind.GENERIC : Kind.MAVEN,
          group,
          Optional.ofNullable(told.getValue("Implementation-Title")).orElse(""),
          Optional.ofNullable(told.getValue("Implementation-Version")).orElse(""),
          Credits.license(Optional.ofNullable(told.getValue("Bundle-License")).orElse(""))
              .madeBy(Party.organization(vendor)));
    }

    private Optional<SoftwarePackage> found(
        Kind kind, String group, String name, String version, Credits credits) {
      return Bounds.text(name).isEmpty() || Bounds.text(version).isEmpty()
          ? Optional.empty()
          : Optional.of(new SoftwarePackage(kind, group, name, version, "", credits, path));
    }

    private static byte[] whole(InputStream content) throws IOException {
      return BoundedStream.of(content, Bounds.FILE_BYTES).readAllBytes();
    }
  }
}
