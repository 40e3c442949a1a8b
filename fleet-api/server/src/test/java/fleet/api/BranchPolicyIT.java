package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.FleetName;
import fleet.contract.node.BuildTerms;
import fleet.contract.operator.Role;
import fleet.contract.policy.BranchName;
import fleet.contract.policy.BranchPattern;
import fleet.contract.policy.BranchPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of pushes to branches. */
class BranchPolicyIT {
  private static final FleetName FLEET = FleetName.parse("branchy");
  private static final String ROUTE = "/api/v1/fleets/branchy/branches";
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
    var _ = api.newFleet("branchy");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void what_developers_say_is_kept_told_to_builds_and_audited() {
    var policy =
        new BranchPolicy(
            Optional.of(BranchName.parse("production")),
            List.of(BranchPattern.parse("feature/*"), BranchPattern.parse("develop")));
    var developer = api.asNew("dora", Role.DEVELOPER);

    developer.put(ROUTE, policy).expect(200);

    assertThat(developer.get(ROUTE).as(BranchPolicy.class)).isEqualTo(policy);
    assertThat(
            api.asServer()
                .get("/internal/v1/fleets/branchy/build-terms")
                .as(BuildTerms.class)
                .branches())
        .contains(policy);
    assertThat(api.asAdmin().get("/api/v1/audit").text())
        .contains("fleet.branches", "deploy production, draft develop, draft feature/*");
    developer.put(ROUTE, BranchPolicy.NONE).expect(200);
    assertThat(api.asAdmin().get(ROUTE).as(BranchPolicy.class)).isEqualTo(BranchPolicy.NONE);
  }

  @Test
  void whoever_only_looks_and_what_is_no_pattern_change_nothing() {
    var viewer = api.asNew("vera", Role.VIEWER);
    viewer.get(ROUTE).expect(200);
    viewer.put(ROUTE, BranchPolicy.NONE).expect(403);
    api.asAdmin().put(ROUTE, Map.of("drafts", List.of("a b"))).expect(400);
    api.asAdmin().put("/api/v1/fleets/nowhere/branches", BranchPolicy.NONE).expect(404);
    api.asAdmin().get("/api/v1/fleets/nowhere/branches").expect(404);
    assertThat(api.asServer().get("/internal/v1/fleets/%s/build-terms".formatted(FLEET)).text())
        .contains("branches");
  }
}
