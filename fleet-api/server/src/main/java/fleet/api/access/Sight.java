package fleet.api.access;

import fleet.contract.identity.FleetName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The fleets that somebody may know of.
 *
 * @param only absent for all
 */
public record Sight(Optional<Set<FleetName>> only) {
  public static final Sight ALL = new Sight(Optional.empty());

  public Sight {
    only = only.map(Set::copyOf);
  }

  public boolean sees(FleetName fleet) {
    return only.filter(fleets -> !fleets.contains(fleet)).isEmpty();
  }

  /** Says whether nothing that the other one sees is missing here. */
  public boolean covers(Sight other) {
    return only.map(mine -> other.only().filter(mine::containsAll).isPresent()).orElse(true);
  }

  public boolean seesAll() {
    return only.isEmpty();
  }

  /** For {@code :all or fleet = any(:fleets)}: nothing when all are seen. */
  public List<String> names() {
    return only.stream().flatMap(Set::stream).map(FleetName::value).sorted().toList();
  }
}
