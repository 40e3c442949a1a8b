package fleet.builder.sbom;

import java.util.List;
import java.util.Optional;

/**
 * The software that an image holds.
 *
 * @param notes sentences about what could not be read
 */
record Contents(
    Optional<Distribution> distribution, List<SoftwarePackage> packages, List<String> notes) {
  Contents {
    packages = List.copyOf(packages);
    notes = List.copyOf(notes);
  }
}
