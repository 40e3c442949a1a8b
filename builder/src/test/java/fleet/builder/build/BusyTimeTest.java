package fleet.builder.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BusyTimeTest {
  private final BusyTime busy = new BusyTime();

  @Test
  void works_that_overlap_count_once() {
    busy.change(1, 100);
    busy.change(1, 150);
    busy.change(-1, 200);
    busy.change(-1, 300);

    assertThat(busy.total()).isEqualTo(Duration.ofNanos(200));
  }

  @Test
  void the_pause_between_two_works_does_not_count() {
    busy.change(1, -50);
    busy.change(-1, 50);
    busy.change(1, 1_000);
    busy.change(-1, 1_010);

    assertThat(busy.total()).isEqualTo(Duration.ofNanos(110));
  }

  @Test
  void a_work_that_is_under_way_does_not_count_yet() {
    busy.change(1, 100);

    assertThat(busy.total()).isZero();
  }
}
