package fleet.builder.copy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LoopbackTest {
  @ParameterizedTest
  @CsvSource({
    "localhost, true",
    "127.0.0.1, true",
    "127.9.9.9, true",
    "[::1], true",
    "localhost.example.com, false",
    "127.0.0.1.example.com, false",
    "10.0.0.1, false",
    "169.254.169.254, false",
    "0.0.0.0, false",
    "'', false",
  })
  void only_this_machine_is_spoken_to_without_encryption(String host, boolean isLoopback) {
    assertThat(Loopback.isOf(host)).isEqualTo(isLoopback);
  }
}
