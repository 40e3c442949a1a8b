package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.operator.Role;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertersTest {
  @ParameterizedTest
  @CsvSource({"90s, PT90S", "30m, PT30M", "1h, PT1H", "7d, P7D"})
  void a_length_of_time_is_a_number_and_a_unit(String text, Duration duration) {
    assertThat(Converters.duration(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "h", "1w", "-1h", "1.5h", "1 h", "99999999d"})
  void anything_else_is_no_length_of_time(String text) {
    assertThatThrownBy(() -> Converters.duration(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'%s' is not a length of time", text);
  }

  @Test
  void a_choice_is_written_in_lower_case_and_a_wrong_one_shows_them_all() {
    assertThat(Converters.choice(Role.class, "developer")).isEqualTo(Role.DEVELOPER);
    assertThatThrownBy(() -> Converters.choice(Role.class, "OWNER"))
        .hasMessage("'OWNER' is none of none, viewer, operator, developer, owner");
  }
}
