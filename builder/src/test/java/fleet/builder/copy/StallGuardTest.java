package fleet.builder.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class StallGuardTest {
  @Test
  void whoever_gets_nowhere_is_interrupted_once() {
    try (var guard = StallGuard.watch(Duration.ZERO, () -> 7)) {
      assertThatExceptionOfType(InterruptedException.class)
          .isThrownBy(() -> new CountDownLatch(1).await());
      assertThat(guard.stalled()).isTrue();
    }
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void whoever_is_done_is_left_alone() {
    var guard = StallGuard.watch(Duration.ofHours(1), () -> 7);
    guard.close();

    assertThat(guard.stalled()).isFalse();
    assertThat(Thread.interrupted()).isFalse();
  }
}
