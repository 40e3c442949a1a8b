package fleet.contract.policy;

import fleet.contract.release.HostAccess;
import fleet.contract.release.HostGrant;
import java.util.List;

/**
 * What the services of a fleet may reach of the machines that they run on.
 *
 * @param allowed in the order of their texts; nothing for a fleet that nobody opened
 */
public record HostPolicy(List<HostGrant> allowed) {
  private static final int MAX_GRANTS = 100;

  /** Nothing of the machines. */
  public static final HostPolicy CLOSED = new HostPolicy(List.of());

  public HostPolicy {
    allowed = allowed.stream().distinct().sorted().toList();
    if (allowed.size() > MAX_GRANTS) {
      throw new IllegalArgumentException("a policy names at most %d things".formatted(MAX_GRANTS));
    }
  }

  public boolean allows(HostGrant wanted) {
    return allowed.stream().anyMatch(grant -> grant.covers(wanted));
  }

  /** What a service asks for and is not given. */
  public List<HostGrant> refused(HostAccess wanted) {
    return wanted.needs().stream().filter(need -> !allows(need)).toList();
  }
}
