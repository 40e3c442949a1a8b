package fleet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> COMMANDS =
      List.of("list", "login", "logout", "logs", "push", "release", "device");

  @ParameterizedTest
  @CsvSource({"lst, list", "puhs, push", "relase, release", "devices, device", "rel, release"})
  void a_slip_finds_what_was_meant(String typed, String meant) {
    assertThat(Nearest.to(typed, COMMANDS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"xyzzy", "q", "deploy"})
  void another_word_finds_nothing(String typed) {
    assertThat(Nearest.to(typed, COMMANDS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'', abc, 3", "abc, abc, 0", "abcd, abdc, 1", "kitten, sitting, 3"})
  void the_distance_counts_edits(String from, String to, int edits) {
    assertThat(Nearest.distance(from, to)).isEqualTo(edits);
    assertThat(Nearest.distance(to, from)).isEqualTo(edits);
  }

  @Test
  void nothing_is_near_to_nothing() {
    assertThat(Nearest.to("list", List.of())).isEmpty();
  }
}
