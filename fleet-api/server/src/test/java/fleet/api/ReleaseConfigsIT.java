package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.Composition;
import fleet.contract.release.Digest;
import fleet.contract.release.FileMount;
import fleet.contract.release.FileMount.FileAccess;
import fleet.contract.release.NewRelease;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.release.RestartPolicy;
import fleet.contract.release.ServiceSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Configs that go with releases. */
class ReleaseConfigsIT {
  private static final ServiceName WEB = ServiceName.parse("web");

  private static RunningApi api;
  private static int fleets;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void a_release_keeps_its_configs_and_a_list_leaves_them_out() {
    var fleet = fleet();
    var large = "\"ö\n".repeat(100_000);
    var kept = keep(fleet, large, Optional.of(List.of(large))).expect(201).as(Release.class);

    var route = "/api/v1/fleets/%s/releases".formatted(fleet);
    var found = api.asAdmin().get(route + "/" + kept.version()).expect(200).as(Release.class);
    assertThat(found.composition().contents()).contains(List.of(large));
    assertThat(api.asAdmin().get(route).expect(200).text())
        .contains(kept.id().toString())
        .doesNotContain("contents");
  }

  @Test
  void what_a_file_names_must_be_there_and_not_be_too_much() {
    var fleet = fleet();

    assertThat(keep(fleet, "a", Optional.of(List.of("b"))).expect(400).text())
        .contains("has the contents of all its configs");
    assertThat(keep(fleet, "a", Optional.empty()).expect(400).text())
        .contains("has the contents of all its configs");
    var large = "x".repeat(501 * 1024);
    assertThat(keep(fleet, large, Optional.of(List.of(large))).expect(400).text())
        .contains("have at most 500 KiB");
  }

  private static FleetName fleet() {
    return api.newFleet("configs-" + fleets++);
  }

  private static Caller.Reply keep(
      FleetName fleet, String content, Optional<List<String>> contents) {
    var plain = Samples.release(fleet, Platform.LINUX_AMD64);
    var release =
        new NewRelease(
            plain.build(),
            plain.author(),
            plain.commit(),
            plain.semver(),
            plain.note(),
            plain.tags(),
            plain.draft(),
            plain.canary(),
            plain.services(),
            new Composition(Map.of(WEB, reading(content)), Set.of(), contents));
    return api.asServer().post("/internal/v1/fleets/%s/releases".formatted(fleet), release);
  }

  /** A service that sees this config. */
  private static ServiceSpec reading(String content) {
    var digest = Digest.of(content.getBytes(StandardCharsets.UTF_8));
    return new ServiceSpec(
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        Map.of(),
        Optional.empty(),
        RestartPolicy.ALWAYS,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        ServiceSpec.DEFAULT_STOP_GRACE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(List.of(new FileMount.Content("/etc/app", digest, FileAccess.USUAL))),
        Optional.empty(),
        Optional.empty());
  }
}
