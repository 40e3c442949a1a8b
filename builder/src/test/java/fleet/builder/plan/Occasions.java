package fleet.builder.plan;

import fleet.contract.identity.FleetName;
import fleet.contract.node.BuildTerms;
import fleet.contract.node.FleetKinds;
import fleet.contract.policy.HostPolicy;
import fleet.contract.release.HostGrant;
import fleet.contract.release.Platform;
import java.util.Arrays;
import java.util.List;

/** For whom the tests plan. */
final class Occasions {
  /** A fleet without devices, on a server that builds for amd64. */
  static final Occasion USUAL = asking();

  private Occasions() {}

  /** The same, whose services may reach this of machines. */
  static Occasion allowing(String... grants) {
    var policy = new HostPolicy(Arrays.stream(grants).map(HostGrant::parse).toList());
    return new Occasion(
        USUAL.fleet(),
        USUAL.commit(),
        List.of(),
        USUAL.usual(),
        new BuildTerms(FleetKinds.NONE, policy));
  }

  /** The same, by a push that asks for these. */
  static Occasion asking(Platform... asked) {
    return new Occasion(
        FleetName.parse("kiosks"),
        "abc123",
        List.of(asked),
        List.of(Platform.LINUX_AMD64),
        BuildTerms.NONE);
  }
}
