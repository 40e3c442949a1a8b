package fleet.builder.build;

import fleet.contract.release.ImageProvenance;
import fleet.contract.release.ReleaseProvenance;
import fleet.contract.release.ServiceImages;
import java.util.List;

/** The images of a service, and how they came to be. */
record MadeService(ServiceImages images, List<ImageProvenance> provenance) {
  static List<ServiceImages> images(List<MadeService> services) {
    return services.stream().map(MadeService::images).toList();
  }

  static ReleaseProvenance provenance(List<MadeService> services) {
    return new ReleaseProvenance(
        services.stream().flatMap(service -> service.provenance().stream()).toList());
  }
}
