package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.FleetName;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How releases are numbered. */
class VersionsIT {
  private static final int AT_ONCE = 20;
  private static RunningApi api;
  private static int fleets;

  private FleetName fleet;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void a_fleet_is_there() {
    fleet = api.newFleet("versions-" + fleets++);
  }

  @Test
  void a_version_that_was_released_before_gets_revisions() {
    assertThat(List.of(keep("1.2.3"), keep("1.2.3"), keep("1.2.3"), keep("1.2.4"), keep("1.2.3")))
        .containsExactly("1.2.3", "1.2.3+rev1", "1.2.3+rev2", "1.2.4", "1.2.3+rev3");
  }

  @Test
  void a_version_with_build_metadata_keeps_it_in_its_revisions() {
    assertThat(List.of(keep("1.0.0+oven"), keep("1.0.0+oven"), keep("1.0.0+oven"), keep("1.0.0")))
        .containsExactly("1.0.0+oven", "1.0.0+oven.rev1", "1.0.0+oven.rev2", "1.0.0");
  }

  @Test
  void what_was_counted_and_what_was_given_do_not_meet() {
    assertThat(List.of(keep("0.0.0"), keep("0.0.0"), keep("0.0.0+rev4")))
        .containsExactly("0.0.0", "0.0.0+rev1", "0.0.0+rev4");
    assertThat(List.of(keep(), keep(), keep("0.0.0")))
        .containsExactly("0.0.0+rev5", "0.0.0+rev6", "0.0.0+rev7");
    assertThat(keep("1.0.0-rc_1%")).isEqualTo("1.0.0-rc_1%");
    assertThat(keep("1.0.0-rc_1%")).isEqualTo("1.0.0-rc_1%+rev1");
  }

  @Test
  void revisions_of_twenty_releases_at_once_do_not_collide() throws Exception {
    var made = atOnce(Optional.of("2.0.0"));

    assertThat(made.stream().map(Release::version))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, AT_ONCE)
                .mapToObj(count -> count == 0 ? "2.0.0" : "2.0.0+rev" + count)
                .toList());
    assertThat(made.stream().map(Release::revision))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, AT_ONCE).boxed().toList());
  }

  @Test
  void counts_of_twenty_releases_at_once_do_not_collide() throws Exception {
    assertThat(atOnce(Optional.empty()).stream().map(Release::version))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, AT_ONCE).mapToObj(count -> "0.0.0+rev" + count).toList());
  }

  private List<Release> atOnce(Optional<String> version) throws Exception {
    Callable<Release> one = () -> release(version);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var made = new ArrayList<Release>();
      for (Future<Release> each :
          threads.invokeAll(IntStream.range(0, AT_ONCE).mapToObj(_ -> one).toList())) {
        made.add(each.get());
      }
      return made;
    }
  }

  private String keep(String version) {
    return release(Optional.of(version)).version();
  }

  private String keep() {
    return release(Optional.empty()).version();
  }

  private Release release(Optional<String> version) {
    return api.release(fleet, Samples.release(fleet, version, true, Platform.LINUX_AMD64));
  }
}
