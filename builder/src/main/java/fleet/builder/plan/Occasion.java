package fleet.builder.plan;

import fleet.contract.identity.FleetName;
import fleet.contract.node.BuildTerms;
import fleet.contract.node.DeviceKind;
import fleet.contract.node.FleetKinds;
import fleet.contract.release.Platform;
import java.util.List;

/**
 * For whom a project is planned.
 *
 * @param commit of the source
 * @param asked platforms that the push names; empty where it names none
 * @param usual platforms of the server
 * @param terms of the fleet
 * @param wish of the push
 */
public record Occasion(
    FleetName fleet,
    String commit,
    List<Platform> asked,
    List<Platform> usual,
    BuildTerms terms,
    Wish wish) {
  public Occasion {
    asked = List.copyOf(asked);
    usual = List.copyOf(usual);
  }

  /** Of a push that says nothing of its own. */
  public Occasion(
      FleetName fleet,
      String commit,
      List<Platform> asked,
      List<Platform> usual,
      BuildTerms terms) {
    this(fleet, commit, asked, usual, terms, Wish.NONE);
  }

  FleetKinds kinds() {
    return terms.kinds();
  }

  /** The push's word, else the project's, else what the fleet's devices run, else the usual. */
  Wanted wanted(List<Platform> project) {
    if (!asked.isEmpty()) {
      return new Wanted(asked, true);
    }
    if (!project.isEmpty()) {
      return new Wanted(project, true);
    }
    var used = kinds().used().stream().map(DeviceKind::platform).sorted().toList();
    return used.isEmpty() ? new Wanted(usual, false) : new Wanted(used, true);
  }

  /**
   * Platforms to build for.
   *
   * @param isNeeded each of them; else those are left out that the project has no Dockerfile for
   */
  record Wanted(List<Platform> platforms, boolean isNeeded) {
    Wanted {
      platforms = platforms.stream().distinct().toList();
    }
  }
}
