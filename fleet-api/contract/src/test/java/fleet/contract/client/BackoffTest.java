package fleet.contract.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void it_doubles_up_to_the_limit() {
    var backoff = new Backoff(FIRST, LIMIT, () -> 1);
    assertThat(backoff.after(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.after(2)).isEqualTo(Duration.ofSeconds(2));
    assertThat(backoff.after(5)).isEqualTo(Duration.ofSeconds(16));
    assertThat(backoff.after(6)).isEqualTo(LIMIT);
    assertThat(backoff.after(Integer.MAX_VALUE)).isEqualTo(LIMIT);
  }

  @Test
  void what_many_lose_at_once_is_tried_again_anywhere_in_a_time() {
    assertThat(Backoff.ofDevice(() -> 0).afterLoss()).isZero();
    assertThat(Backoff.ofDevice(() -> 0.5).afterLoss()).isEqualTo(Duration.ofSeconds(2));
    assertThat(Backoff.ofDevice(() -> 1).afterLoss()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void it_is_spread_over_the_upper_half() {
    assertThat(new Backoff(FIRST, LIMIT, () -> 0).after(3)).isEqualTo(Duration.ofSeconds(2));
    assertThat(new Backoff(FIRST, LIMIT, () -> 0.5).after(3)).isEqualTo(Duration.ofSeconds(3));
  }
}
