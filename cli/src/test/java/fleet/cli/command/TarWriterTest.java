package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.cli.command.TarWriter.Entry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TarWriterTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final TarWriter tar = new TarWriter(out);

  private static Entry file(String name, long size) {
    return new Entry(name, Entry.FILE, 0644, size, 1_700_000_000L, "");
  }

  private static String ascii(byte[] bytes, int offset, int length) {
    return new String(bytes, offset, length, StandardCharsets.US_ASCII);
  }

  @Test
  void a_header_is_ustar_with_a_checksum_over_itself() throws IOException {
    tar.write(file("a.txt", 3), new ByteArrayInputStream(new byte[] {'a', 'b', 'c'}));
    var bytes = out.toByteArray();
    assertThat(bytes).hasSize(1024);
    assertThat(ascii(bytes, 0, 6)).isEqualTo("a.txt\0");
    assertThat(ascii(bytes, 100, 8)).isEqualTo("0000644\0");
    assertThat(ascii(bytes, 124, 12)).isEqualTo("00000000003\0");
    assertThat(ascii(bytes, 257, 8)).isEqualTo("ustar\00000");
    var sum = 8 * ' ';
    for (var i = 0; i < 512; i++) {
      sum += i >= 148 && i < 156 ? 0 : Byte.toUnsignedInt(bytes[i]);
    }
    assertThat(ascii(bytes, 148, 8)).isEqualTo("%06o\0 ".formatted(sum));
  }

  @Test
  void a_name_that_does_not_fit_stands_in_a_pax_record_before() throws IOException {
    var name = "ä/" + "x".repeat(120);
    tar.write(file(name, 0));
    var bytes = out.toByteArray();
    var record = "%d path=%s\n".formatted(133, name);
    assertThat(bytes[156]).isEqualTo((byte) 'x');
    assertThat(new String(bytes, 512, 133, StandardCharsets.UTF_8)).isEqualTo(record);
  }

  @Test
  void a_record_counts_its_own_digits_where_they_grow() throws IOException {
    // " path=" + name + "\n" has 98 bytes: with two digits it would be 100, which has three.
    var name = "ü" + "y".repeat(89);
    tar.write(file(name, 0));
    var bytes = out.toByteArray();
    assertThat(ascii(bytes, 512, 9)).isEqualTo("101 path=");
    assertThat(bytes[512 + 100]).isEqualTo((byte) '\n');
  }

  @Test
  void content_that_ends_too_early_is_never_filled_up() {
    assertThatThrownBy(() -> tar.write(file("a", 5), new ByteArrayInputStream(new byte[3])))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void content_that_grew_is_cut_at_the_size_that_was_said() throws IOException {
    tar.write(file("a", 2), new ByteArrayInputStream(new byte[] {1, 2, 3}));
    assertThat(out.toByteArray()).hasSize(1024);
    assertThat(out.toByteArray()[514]).isZero();
  }

  @Test
  void the_end_is_two_empty_blocks() throws IOException {
    tar.finish();
    assertThat(out.toByteArray()).isEqualTo(new byte[1024]);
  }
}
