package fleet.builder.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MaskTest {
  @Test
  void a_value_is_hidden_wherever_it_stands() {
    assertThat(mask("hush").over("a hush, hushhush")).isEqualTo("a ***, ******");
  }

  @Test
  void of_values_that_hold_each_other_the_longer_is_hidden_whole() {
    assertThat(mask("token", "token-of-ada").over("token-of-ada token")).isEqualTo("*** ***");
  }

  @Test
  void each_line_of_a_value_is_hidden_and_short_ones_are_not() {
    assertThat(mask("first line\nab\nlast line\n").over("first line ab last line"))
        .isEqualTo("*** ab ***");
  }

  @Test
  void the_beginning_of_a_value_at_the_end_of_a_cut_text_is_hidden() {
    assertThat(mask("correct horse").overCut("it is correct ho")).isEqualTo("it is ***");
    assertThat(mask("correct horse").over("it is correct ho")).isEqualTo("it is correct ho");
  }

  private static Mask mask(String... values) {
    return new Mask(
        Stream.of(values).map(value -> value.getBytes(StandardCharsets.UTF_8)).toList());
  }
}
