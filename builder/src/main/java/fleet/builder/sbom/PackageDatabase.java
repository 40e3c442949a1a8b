package fleet.builder.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Files in an image that tell of packages. */
interface PackageDatabase {
  /** All that are known. */
  List<PackageDatabase> ALL =
      List.of(
          new DpkgDatabase(),
          new ApkDatabase(),
          new PythonMetadata(),
          new NodePackage(),
          new JavaArchive());

  /** Says whether the file at this path is one; the path has no slash before it. */
  boolean isAt(String path);

  /**
   * Reads one, which need not be what it seems.
   *
   * @throws IOException saying why it cannot be read
   */
  List<SoftwarePackage> read(String path, InputStream content) throws IOException;
}
