package fleet.api.policy;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.fleet.Fleets;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.policy.BranchPattern;
import fleet.contract.policy.BranchPolicy;
import fleet.contract.problem.ProblemException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Knows what becomes of pushes to each fleet's branches. Thread-safe. */
public final class BranchPolicies {
  private final BranchPolicyRows rows = new BranchPolicyRows();
  private final Database database;
  private final AuditLog audit;

  public BranchPolicies(Database database, AuditLog audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * What is said for a fleet.
   *
   * @throws ProblemException when there is no such fleet
   */
  public BranchPolicy get(FleetName fleet) {
    return database.call(tx -> rows.get(tx, fleet)).orElseThrow(() -> Fleets.missing(fleet));
  }

  /** Pushes that begin from now on go by it. */
  public BranchPolicy put(UserName by, FleetName fleet, BranchPolicy policy) {
    database.run(tx -> {
      if (!rows.put(tx, fleet, policy)) {
        throw Fleets.missing(fleet);
      }
      audit.add(tx, Actor.of(by), Deed.of("fleet.branches").in(fleet).to(words(policy)));
    });
    return policy;
  }

  private static String words(BranchPolicy policy) {
    return Stream.concat(
            policy.deploys().map("deploy %s"::formatted).stream(),
            policy.drafts().stream().map(BranchPattern::value).map("draft %s"::formatted))
        .collect(Collectors.joining(", "));
  }
}
