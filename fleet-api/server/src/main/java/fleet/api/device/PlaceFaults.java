package fleet.api.device;

import fleet.api.db.Tx;
import fleet.api.type.Catalogue;
import fleet.api.type.Said;
import fleet.contract.devicetype.DeviceType;
import fleet.contract.devicetype.FleetTypes;
import fleet.contract.identity.FleetName;
import fleet.contract.preregistration.NewPlace;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds all that is wrong with devices that are to be expected, before any is made. */
final class PlaceFaults {
  private static final int TOLD = 20;

  /** What they are compared with. */
  record Known(FleetName fleet, FleetTypes types, Catalogue catalogue) {}

  private final Known known;
  private final Set<String> names;
  private final Set<UUID> ids;
  private final Set<String> keys;
  private final List<String> faults = new ArrayList<>();

  /** Looks once for all of them. */
  PlaceFaults(Tx tx, Known known, List<NewPlace> wanted) {
    var rows = new PlaceRows();
    this.known = known;
    this.names =
        new HashSet<>(
            rows.namesTaken(
                tx, known.fleet(), wanted.stream().map(place -> place.name().value()).toList()));
    this.ids =
        new HashSet<>(
            rows.idsTaken(
                tx,
                wanted.stream()
                    .flatMap(place -> place.id().stream())
                    .map(id -> id.value())
                    .toList()));
    this.keys =
        new HashSet<>(
            rows.keysTaken(
                tx,
                wanted.stream()
                    .flatMap(place -> place.publicKey().stream())
                    .map(key -> key.value())
                    .toList()));
  }

  /**
   * Goes on only when nothing is wrong with any.
   *
   * @throws ProblemException that tells what is wrong with each; details are by name
   */
  void require(List<NewPlace> wanted) {
    var detail = new LinkedHashMap<String, String>();
    for (var place : wanted) {
      fault(place)
          .ifPresent(fault -> {
            faults.add(place.name() + ": " + fault);
            if (detail.size() < TOLD) {
              detail.putIfAbsent(place.name().value(), fault);
            }
          });
    }
    if (!faults.isEmpty()) {
      throw new ProblemException(
          new Problem(ProblemCode.CONFLICT, sentence(wanted.size()), "none was made", detail));
    }
  }

  /** The type that it will be of. */
  Optional<DeviceType> type(NewPlace place) {
    return place.type().or(known.types()::type).flatMap(known.catalogue()::find);
  }

  private String sentence(int all) {
    var first = faults.getFirst();
    return faults.size() == 1
        ? first
        : "%d of %d devices cannot be expected; the first, %s".formatted(faults.size(), all, first);
  }

  private Optional<String> fault(NewPlace place) {
    if (!names.add(place.name().value())) {
      return Optional.of("there is such a name in fleet %s already".formatted(known.fleet()));
    }
    if (place.id().filter(id -> !ids.add(id.value())).isPresent()) {
      return Optional.of("a device has or had this id");
    }
    if (place.publicKey().filter(key -> !keys.add(key.value())).isPresent()) {
      return Optional.of("a device has or had this public key");
    }
    return typeFault(place);
  }

  private Optional<String> typeFault(NewPlace place) {
    var type = type(place);
    if (type.isEmpty()) {
      return Optional.of(
          place
              .type()
              .map("there is no device type '%s'"::formatted)
              .orElse("say its type, for fleet %s has none of its own".formatted(known.fleet())));
    }
    try {
      Said.requireAccepted(known.fleet(), known.types(), type.get().slug(), type.get().platform());
      return Optional.empty();
    } catch (ProblemException e) {
      return Optional.of(e.problem().message());
    }
  }
}
