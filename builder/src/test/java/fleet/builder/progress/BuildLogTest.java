package fleet.builder.progress;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.BuildId;
import fleet.contract.operator.BuildEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BuildLogTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final BuildId build = BuildId.random();
  private final BuildLog log = new BuildLog(build);

  @Test
  void a_silent_log_says_so_when_the_time_is_over() throws InterruptedException {
    assertThat(log.grows(0, MOMENT)).isTrue();
    assertThat(log.grows(1, MOMENT)).isFalse();
    log.line("hello");
    assertThat(log.grows(1, MOMENT)).isTrue();
    assertThat(log.after(1)).containsExactly(new BuildEvent.Line(1, "hello"));
  }

  @Test
  void a_log_that_ended_is_waited_for_no_longer() throws InterruptedException {
    log.line("hello");
    log.end(new BuildEvent.Started(build));
    assertThat(log.grows(3, Duration.ofDays(1))).isTrue();
    assertThat(log.after(3)).isEmpty();
  }
}
