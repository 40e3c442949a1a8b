package fleet.contract.job;

import fleet.contract.identity.GroupName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which devices of the fleet are meant, in one of three ways.
 *
 * @param where those that the query means; an empty one means all
 * @param group those of a saved group
 * @param devices these, by id or name
 */
public record JobSelection(
    Optional<String> where, Optional<GroupName> group, Optional<List<String>> devices) {
  /** How many devices one job has at most. */
  public static final int MAX_DEVICES = 10_000;

  private static final int MAX_QUERY = 4_000;
  private static final int MAX_NAME = 63;

  public JobSelection {
    devices = devices.map(List::copyOf);
    if (Stream.of(where, group, devices).filter(Optional::isPresent).count() != 1) {
      throw new IllegalArgumentException("a job has either a query, a group or devices");
    }
    if (where.filter(text -> text.length() > MAX_QUERY).isPresent()) {
      throw new IllegalArgumentException("a query has at most %d characters".formatted(MAX_QUERY));
    }
    if (devices.filter(named -> named.isEmpty() || named.size() > MAX_DEVICES).isPresent()) {
      throw new IllegalArgumentException("a job names 1 to %d devices".formatted(MAX_DEVICES));
    }
    if (devices.stream().flatMap(List::stream).anyMatch(name -> name.length() > MAX_NAME)) {
      throw new IllegalArgumentException("no device has so long a name");
    }
  }

  /** Those that a query means. */
  public static JobSelection where(String query) {
    return new JobSelection(Optional.of(query), Optional.empty(), Optional.empty());
  }

  /** Those of a group. */
  public static JobSelection of(GroupName group) {
    return new JobSelection(Optional.empty(), Optional.of(group), Optional.empty());
  }

  /** These, by id or name. */
  public static JobSelection of(List<String> devices) {
    return new JobSelection(Optional.empty(), Optional.empty(), Optional.of(devices));
  }
}
