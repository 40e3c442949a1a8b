package fleet.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RestTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicInteger collections = new AtomicInteger();
  private final Rest rest = new Rest(collections::incrementAndGet);

  @Test
  void without_work_there_is_nothing_to_collect() {
    assertThat(rest.pause(START, MINUTE)).isEqualTo(MINUTE);
    assertThat(collections).hasValue(0);
  }

  @Test
  void after_work_it_collects_once_when_it_has_been_calm() {
    rest.worked(START);
    var pause = rest.pause(START, MINUTE);
    assertThat(pause).isLessThan(MINUTE);
    assertThat(collections).hasValue(0);

    assertThat(rest.pause(START.plus(pause), MINUTE)).isEqualTo(MINUTE);
    assertThat(rest.pause(START.plus(pause).plus(MINUTE), MINUTE)).isEqualTo(MINUTE);
    assertThat(collections).hasValue(1);
  }

  @Test
  void more_work_puts_it_off() {
    rest.worked(START);
    var pause = rest.pause(START, MINUTE);
    rest.worked(START.plus(pause));
    assertThat(rest.pause(START.plus(pause), MINUTE)).isEqualTo(pause);
    assertThat(collections).hasValue(0);
  }

  @Test
  void a_shorter_wait_stays_as_it_is() {
    rest.worked(START);
    assertThat(rest.pause(START, Duration.ofMillis(5))).isEqualTo(Duration.ofMillis(5));
  }
}
