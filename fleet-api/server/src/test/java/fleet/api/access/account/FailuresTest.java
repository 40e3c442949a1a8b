package fleet.api.access.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final int LIMIT = 10;

  @ParameterizedTest
  @CsvSource({"9, 0", "10, 1", "11, 2", "12, 4", "13, 8", "14, 15", "40, 15"})
  void each_failure_from_the_limit_on_doubles_the_wait(int failures, int minutes) {
    var after = failures(failures);
    assertThat(after.count()).isEqualTo(failures);
    assertThat(
            after.lockedUntil().map(until -> Duration.between(NOW, until).toMinutes()).orElse(0L))
        .isEqualTo(minutes);
  }

  @Test
  void the_wait_ends_and_tells_how_much_of_it_is_left() {
    var locked = failures(LIMIT);
    assertThat(locked.mustWait(NOW.plusSeconds(59))).isTrue();
    assertThat(locked.mustWait(NOW.plusSeconds(60))).isFalse();
    assertThat(locked.left(NOW.plusSeconds(59)).toSeconds()).isEqualTo(1);
    assertThat(locked.left(NOW.plusMillis(58_001)).toSeconds()).isEqualTo(2);
  }

  @Test
  void what_is_long_ago_does_not_count() {
    var later = failures(LIMIT - 1).andOne(NOW.plus(Failures.MEMORY), LIMIT);
    assertThat(later.count()).isEqualTo(1);
    var sooner = failures(LIMIT - 1).andOne(NOW.plus(Failures.MEMORY).minusMillis(1), LIMIT);
    assertThat(sooner.lockedUntil()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 10.1.2.3",
    "2001:db8:1:2:aaaa::1, 20010db800010002/64",
    "2001:db8:1:2:bbbb::9, 20010db800010002/64",
    "nonsense, unknown"
  })
  void addresses_of_one_network_are_one(String address, String network) {
    assertThat(LockOuts.network(address)).isEqualTo(network);
  }

  private static Failures failures(int number) {
    var failures = Failures.none(NOW);
    for (var failure = 0; failure < number; failure++) {
      failures = failures.andOne(NOW, LIMIT);
    }
    return failures;
  }
}
