package fleet.api.policy;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.api.fleet.Fleets;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.policy.HostPolicy;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Composition;
import fleet.contract.release.HostGrant;
import java.util.stream.Collectors;

/** Knows what each fleet's services may reach. Thread-safe. */
public final class HostPolicies {
  private final HostPolicyRows rows = new HostPolicyRows();
  private final Database database;
  private final AuditLog audit;

  public HostPolicies(Database database, AuditLog audit) {
    this.database = database;
    this.audit = audit;
  }

  /** Closed where there is no such fleet. */
  public HostPolicy get(FleetName fleet) {
    return database.call(tx -> rows.get(tx, fleet));
  }

  /** Releases that are made from now on go by it; what devices run already stays. */
  public HostPolicy put(UserName by, FleetName fleet, HostPolicy policy) {
    database.run(tx -> {
      if (!rows.put(tx, fleet, policy)) {
        throw Fleets.missing(fleet);
      }
      audit.add(tx, Actor.of(by), Deed.of("fleet.policy").in(fleet).to(words(policy)));
    });
    return policy;
  }

  /**
   * Passes what asks for no more than the fleet allows.
   *
   * @throws ProblemException that names the service, and what it asks for
   */
  public void require(Tx tx, FleetName fleet, Composition composition) {
    var policy = rows.get(tx, fleet);
    composition
        .services()
        .forEach((service, spec) -> {
          var refused = spec.hostAccess().map(policy::refused).stream().flatMap(it -> it.stream());
          refused
              .findFirst()
              .ifPresent(grant -> {
                throw new ProblemException(
                    ProblemCode.INVALID_PROJECT,
                    "%s asks for %s, which %s does not allow".formatted(service, grant, fleet),
                    "an owner of the fleet does: fleet policy allow %s %s".formatted(fleet, grant));
              });
        });
  }

  private static String words(HostPolicy policy) {
    return policy.allowed().isEmpty()
        ? "closed"
        : policy.allowed().stream().map(HostGrant::toString).collect(Collectors.joining(" "));
  }
}
