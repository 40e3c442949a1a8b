package fleet.builder.sbom;

import java.util.List;

/** What one file of an image tells. */
sealed interface Finding {
  /** Packages, perhaps none. */
  record Packages(List<SoftwarePackage> packages) implements Finding {
    public Packages {
      packages = List.copyOf(packages);
    }
  }

  /** The distribution. */
  record Base(Distribution distribution) implements Finding {}

  /** It could not be read. */
  record Unreadable(String reason) implements Finding {}
}
