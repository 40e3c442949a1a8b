package fleet.registry.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fleet.registry.problem.RegistryException;
import fleet.registry.request.ByteRange.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-,     10, 0, 10",
    "bytes=4-,     10, 4, 6",
    "bytes=0-0,    10, 0, 1",
    "bytes=2-5,    10, 2, 4",
    "bytes=2-500,  10, 2, 8",
    "bytes=-3,     10, 7, 3",
    "bytes=-30,    10, 0, 10",
    "bytes=0-999999999999999999, 10, 0, 10"
  })
  void a_range_selects_the_bytes_that_exist(String header, long size, long start, long length) {
    assertThat(ByteRange.parse(header).orElseThrow().within(size))
        .contains(new Slice(start, length));
  }

  @ParameterizedTest
  @CsvSource({"bytes=10-, 10", "bytes=10-20, 10", "bytes=-0, 10", "bytes=0-, 0"})
  void a_range_past_the_end_selects_nothing(String header, long size) {
    assertThat(ByteRange.parse(header).orElseThrow().within(size)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes=",
        "bytes=-",
        "bytes=5-2",
        "bytes=0-1,3-4",
        "items=0-1",
        "bytes=a-b",
        "bytes=99999999999999999999-"
      })
  void what_is_not_one_range_is_ignored(String header) {
    assertThat(ByteRange.parse(header)).isEmpty();
  }

  @Test
  void a_content_range_is_read_in_both_spellings() {
    assertThat(ContentRange.parse("0-9")).isEqualTo(new ContentRange(0, 9));
    assertThat(ContentRange.parse("bytes 5-9/10").length()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "9-0", "a-b", "-5", "5-", "0-99999999999999999999"})
  void a_malformed_content_range_is_refused(String header) {
    assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> ContentRange.parse(header));
  }
}
