package fleet.cli.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PostmasterFileTest {
  @Test
  void a_running_postmaster_tells_its_pid_port_and_status() {
    var file =
        PostmasterFile.parse(
            List.of(
                "4711", "/data", "1763870000", "5433", "", "127.0.0.1", "  123 456", "ready   "));

    assertThat(file).contains(new PostmasterFile(4711, 5433, "ready"));
    assertThat(file.orElseThrow().isReady()).isTrue();
  }

  @Test
  void a_postmaster_that_has_just_begun_is_not_ready() {
    var file = PostmasterFile.parse(List.of("4711", "/data", "1763870000"));

    assertThat(file.orElseThrow().isReady()).isFalse();
  }

  @Test
  void a_postmaster_that_stops_is_not_ready() {
    var file =
        PostmasterFile.parse(
            List.of("4711", "/data", "1", "5433", "", "127.0.0.1", "1 2", "stopping"));

    assertThat(file.orElseThrow().isReady()).isFalse();
  }

  @Test
  void a_file_that_was_cut_off_or_is_no_such_file_tells_nothing() {
    assertThat(PostmasterFile.parse(List.of())).isEmpty();
    assertThat(PostmasterFile.parse(List.of("hello"))).isEmpty();
    assertThat(PostmasterFile.parse(List.of("-3"))).isEmpty();
    assertThat(PostmasterFile.parse(List.of("99999999999999999999"))).isEmpty();
  }
}
