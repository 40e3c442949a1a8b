package fleet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT0S, just now",
    "PT4S, just now",
    "PT5S, 5 s ago",
    "PT59S, 59 s ago",
    "PT60S, 1 min ago",
    "PT59M59S, 59 min ago",
    "PT1H, 1 h ago",
    "PT47H, 47 h ago",
    "PT48H, 2 days ago",
    "P60D, 60 days ago",
    "P61D, 2026-09-23",
    "PT-3S, just now"
  })
  void ages_are_told_roughly(Duration age, String told) {
    assertThat(Human.age(NOW.minus(age), NOW)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "PT1H, in 1 h",
    "PT59M58S, in 1 h",
    "P29DT23H59M59S, in 30 days",
    "PT30S, in 30 s",
    "PT0S, over",
    "PT-1S, over"
  })
  void what_is_to_come_is_told_roughly(Duration left, String told) {
    assertThat(Human.until(NOW.plus(left), NOW)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.04S, 0.0 s",
    "PT1.34S, 1.3 s",
    "PT59.94S, 59.9 s",
    "PT2M5S, 2 min 5 s",
    "PT10M, 10 min"
  })
  void lengths_of_work_are_told_to_the_tenth(Duration duration, String told) {
    assertThat(Human.took(duration)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "12345678, 12.3 MB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "999999999, 1.0 GB",
    "9223372036854775807, 9.2 EB"
  })
  void sizes_are_decimal(long bytes, String told) {
    assertThat(Human.size(bytes)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 devices", "1, 1 device", "2, 2 devices"})
  void one_is_not_many(long number, String told) {
    assertThat(Human.count(number, "device")).isEqualTo(told);
  }

  @Test
  void a_clock_that_differs_never_gives_a_negative_age() {
    assertThat(Human.age(NOW.plusSeconds(90), NOW)).isEqualTo("just now");
  }
}
