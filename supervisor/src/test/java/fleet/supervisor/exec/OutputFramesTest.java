package fleet.supervisor.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputFramesTest {
  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final ByteArrayOutputStream wire = new ByteArrayOutputStream();

  private void frame(int stream, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var head = ByteBuffer.allocate(8).put((byte) stream).put(new byte[3]).putInt(bytes.length);
    wire.write(head.array());
    wire.write(bytes);
  }

  private void split() throws IOException {
    new OutputFrames(new ByteArrayInputStream(wire.toByteArray())).split(stdout, stderr);
  }

  @Test
  void each_frame_goes_to_its_stream_in_order() throws IOException {
    frame(1, "a");
    frame(2, "x");
    frame(1, "");
    frame(1, "b".repeat(100_000));

    split();

    assertThat(stdout.toString(StandardCharsets.UTF_8)).isEqualTo("a" + "b".repeat(100_000));
    assertThat(stderr.toString(StandardCharsets.UTF_8)).isEqualTo("x");
  }

  @Test
  void an_end_between_frames_is_the_end() throws IOException {
    split();

    assertThat(stdout.size()).isZero();
  }

  @Test
  void an_end_inside_a_frame_is_a_fault() throws IOException {
    wire.write(new byte[] {1, 0, 0, 0, 0, 0, 0, 9, 'a'});

    assertThatThrownBy(this::split).isInstanceOf(EOFException.class);
  }

  @Test
  void an_end_inside_a_head_is_a_fault() throws IOException {
    wire.write(new byte[] {1, 0, 0});

    assertThatThrownBy(this::split).isInstanceOf(EOFException.class);
  }
}
