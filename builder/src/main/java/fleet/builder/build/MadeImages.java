package fleet.builder.build;

import fleet.contract.release.ImageProvenance;
import fleet.contract.release.ReleaseProvenance;
import fleet.contract.release.ServiceImages;
import java.util.List;
import java.util.Optional;

/** The images of a service, and how they came to be. */
record MadeImages(ServiceImages images, List<ImageProvenance> provenance) {
  static List<ServiceImages> images(List<MadeImages> services) {
    return services.stream().map(MadeImages::images).toList();
  }

  static ReleaseProvenance provenance(List<MadeImages> services, ProjectSource source) {
    return new ReleaseProvenance(
        services.stream().flatMap(service -> service.provenance().stream()).toList(),
        source.isOfGit() ? Optional.of(source.commit()) : Optional.empty());
  }
}
