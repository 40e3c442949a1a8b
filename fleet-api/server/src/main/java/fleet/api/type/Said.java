package fleet.api.type;

import fleet.contract.devicetype.DeviceType;
import fleet.contract.devicetype.FleetTypes;
import fleet.contract.identity.FleetName;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Platform;
import java.util.Optional;

/**
 * What a device says that it is, and which type it is of by that. Pure.
 *
 * @param type as it was started, else {@code generic-} and its processor
 * @param model what its machine says of itself
 */
public record Said(String type, Platform platform, Optional<String> model) {
  private static final String GENERIC = "generic";

  /**
   * The type: what whoever let it in chose, else what it was told to be, else what its machine
   * says, else what devices of its fleet are. A type that nobody knows is taken as it is.
   *
   * @param chosen by whoever let it in
   * @throws ProblemException when the machine cannot be of that type
   */
  public String decide(Catalogue known, Optional<String> chosen, FleetTypes fleet) {
    var own = known.find(type);
    if (chosen.isPresent()) {
      return fitting(known.find(chosen.get()), chosen.get());
    }
    if (!isGeneric()) {
      return fitting(own, type);
    }
    return model
        .flatMap(said -> known.ofModel(said, platform))
        .or(() -> fleet.type().flatMap(known::find).filter(this::runs))
        .or(() -> own)
        .map(DeviceType::slug)
        .orElse(type);
  }

  /**
   * Goes on only when a fleet takes such a device.
   *
   * @throws ProblemException when it does not
   */
  public static void requireAccepted(
      FleetName fleet, FleetTypes types, String type, Platform platform) {
    if (!types.accept(type, platform)) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "fleet %s takes only %s, and this device is %s, %s"
              .formatted(fleet, String.join(", ", types.accepts()), type, platform),
          "fleet set %s --accept %s lets such devices in".formatted(fleet, type));
    }
  }

  private String fitting(Optional<DeviceType> wanted, String otherwise) {
    var misfit = wanted.filter(found -> !runs(found));
    if (misfit.isPresent()) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "a %s runs %s, and this device runs %s"
              .formatted(misfit.get().slug(), misfit.get().platform(), platform),
          "fleet device type list shows the types");
    }
    return wanted.map(DeviceType::slug).orElse(otherwise);
  }

  private boolean runs(DeviceType wanted) {
    return wanted.platform().equals(platform);
  }

  private boolean isGeneric() {
    return type.equals(GENERIC) || type.startsWith(GENERIC + "-");
  }
}
