package fleet.api.policy;

import fleet.api.db.Tx;
import fleet.contract.identity.FleetName;
import fleet.contract.policy.BranchName;
import fleet.contract.policy.BranchPattern;
import fleet.contract.policy.BranchPolicy;
import java.util.Arrays;
import java.util.Optional;

/** What {@code api.fleets} says of branches. */
final class BranchPolicyRows {
  Optional<BranchPolicy> get(Tx tx, FleetName fleet) {
    return tx.handle()
        .createQuery("select deploy_branch, draft_branches from api.fleets where name = :fleet")
        .bind("fleet", fleet.value())
        .map((row, _) ->
            new BranchPolicy(
                Optional.ofNullable(row.getString(1)).map(BranchName::parse),
                Arrays.stream((String[]) row.getArray(2).getArray())
                    .map(BranchPattern::parse)
                    .toList()))
        .findOne();
  }

  /** Says whether there is such a fleet. */
  boolean put(Tx tx, FleetName fleet, BranchPolicy policy) {
    return tx.handle()
            .createUpdate(
                """
                update api.fleets set deploy_branch = :deploys, draft_branches = :drafts
                where name = :fleet
                """)
            .bind("fleet", fleet.value())
            .bind("deploys", policy.deploys().map(BranchName::value).orElse(null))
            .bindArray(
                "drafts", String.class, policy.drafts().stream().map(BranchPattern::value).toList())
            .execute()
        == 1;
  }
}
