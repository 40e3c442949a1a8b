package fleet.supervisor.target;

import static fleet.supervisor.Specs.release;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.device.Failure;
import fleet.contract.device.Protocol;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.TargetState;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CourseTest {
  private final ReleaseTarget first = release(Duration.ofMinutes(1));
  private final ReleaseTarget second = release(Duration.ofMinutes(1));
  private final ReleaseTarget third = release(Duration.ofMinutes(1));

  @Test
  void a_new_target_is_on_trial() {
    var course = Course.set(target(first), Journal.EMPTY);
    assertThat(course.chosen()).contains(first);
    assertThat(course.onTrial()).isTrue();
  }

  @Test
  void what_proved_itself_is_not_on_trial_again() {
    var course = Course.set(target(first), Journal.EMPTY.begin(first).commit(first));
    assertThat(course.onTrial()).isFalse();
    assertThat(course.returned()).isFalse();
  }

  @Test
  void what_failed_here_is_left_for_the_healthy_one() {
    var course = Course.set(target(second), failed());
    assertThat(course.wanted()).contains(second);
    assertThat(course.chosen()).contains(first);
    assertThat(course.returned()).isTrue();
    assertThat(course.onTrial()).isFalse();
  }

  @Test
  void another_target_ends_the_quarantine() {
    var journal = failed().aimAt(Optional.of(third));
    assertThat(journal.quarantine()).isEmpty();
    assertThat(Course.set(target(third), journal).chosen()).contains(third);
    assertThat(Course.set(target(second), journal).chosen()).contains(second);
  }

  @Test
  void the_same_target_does_not() {
    assertThat(failed().aimAt(Optional.of(second)).isQuarantined(second)).isTrue();
  }

  @Test
  void without_anything_to_return_to_it_stays_on_trial() {
    var journal = Journal.EMPTY.begin(first).fail(first, failure(first));
    var course = Course.set(target(first), journal);
    assertThat(course.chosen()).contains(first);
    assertThat(course.onTrial()).isTrue();
    assertThat(journal.commit(first).quarantine()).isEmpty();
  }

  @Test
  void a_trial_runs_on_while_its_successor_is_fetched() {
    var journal = Journal.EMPTY.begin(first).commit(first).begin(second);
    assertThat(Course.set(target(third), journal).goal().meanwhile()).contains(second);
  }

  @Test
  void the_target_of_before_ends_a_trial() {
    var journal = Journal.EMPTY.begin(first).commit(first).begin(second);
    assertThat(journal.aimAt(Optional.of(first)).trial()).isEmpty();
  }

  @Test
  void the_one_before_is_remembered() {
    var journal = Journal.EMPTY.begin(first).commit(first).begin(second).commit(second);
    assertThat(journal.previous()).contains(first);
    assertThat(journal.begin(second).commit(second).previous()).contains(first);
  }

  @Test
  void without_a_release_nothing_is_chosen() {
    var target =
        new TargetState(
            Protocol.CURRENT,
            DeviceId.random(),
            DeviceName.parse("pi"),
            FleetName.parse("berlin"),
            Optional.empty(),
            URI.create("http://registry"),
            Duration.ofMinutes(1),
            List.of(),
            Optional.empty());
    assertThat(Course.set(target, failed()).chosen()).isEmpty();
  }

  private Journal failed() {
    return Journal.EMPTY.begin(first).commit(first).begin(second).fail(second, failure(second));
  }

  private static Failure failure(ReleaseTarget release) {
    return new Failure(release.id(), Optional.empty(), "it did not work", List.of());
  }

  private static TargetState target(ReleaseTarget release) {
    return new TargetState(
        Protocol.CURRENT,
        DeviceId.random(),
        DeviceName.parse("pi"),
        FleetName.parse("berlin"),
        Optional.of(release),
        URI.create("http://registry"),
        Duration.ofMinutes(1),
        List.of(),
        Optional.empty());
  }
}
