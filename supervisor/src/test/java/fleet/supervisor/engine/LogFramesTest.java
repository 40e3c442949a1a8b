package fleet.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogFramesTest {
  private static final String AT = "2026-11-23T01:02:03.000000004Z";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void lines_of_both_streams_come_in_order() throws IOException {
    frame(1, AT + " hello\n");
    frame(2, AT + " oh no\n" + AT + " \n");
    assertThat(read())
        .containsExactly(
            new EngineLine(Instant.parse(AT), "stdout", "hello"),
            new EngineLine(Instant.parse(AT), "stderr", "oh no"),
            new EngineLine(Instant.parse(AT), "stderr", ""));
  }

  @Test
  void a_line_without_a_time_is_kept() throws IOException {
    frame(1, "no time here\n");
    assertThat(read()).containsExactly(new EngineLine(Instant.EPOCH, "stdout", "no time here"));
  }

  @Test
  void a_frame_that_is_too_long_is_refused() {
    out.writeBytes(ByteBuffer.allocate(8).putInt(0x01000000).putInt(Integer.MAX_VALUE).array());
    assertThatThrownBy(this::read).isInstanceOf(IOException.class);
  }

  @Test
  void a_frame_that_breaks_off_is_refused() {
    out.writeBytes(new byte[] {1, 0});
    assertThatThrownBy(this::read).isInstanceOf(IOException.class);
  }

  private void frame(int stream, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(ByteBuffer.allocate(8).putInt(stream << 24).putInt(bytes.length).array());
    out.writeBytes(bytes);
  }

  private List<EngineLine> read() throws IOException {
    var lines = new ArrayList<EngineLine>();
    LogFrames.read(new ByteArrayInputStream(out.toByteArray()), lines::add);
    return lines;
  }
}
