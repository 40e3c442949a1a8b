package fleet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  private static final Capabilities FULL =
      Capabilities.of(descriptor -> descriptor > 0, Map.of("TERM", "xterm"));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Terminal terminal(Capabilities capabilities, OutputStream to) {
    return new Terminal(
        InputStream.nullInputStream(),
        new PrintStream(to, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        capabilities,
        () -> 20);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void progress_is_erased_before_the_next_line() {
    var terminal = terminal(FULL, out);
    terminal.progress("sending 1 MB");
    terminal.print("done");
    assertThat(err()).isEqualTo("\r\u001b[2K\u001b[2msending 1 MB\u001b[0m\r\u001b[2K");
    assertThat(out()).isEqualTo("done\n");
  }

  @Test
  void progress_is_silent_where_lines_cannot_be_replaced() {
    var terminal = terminal(Capabilities.PLAIN, out);
    terminal.progress("sending 1 MB");
    terminal.close();
    assertThat(err()).isEmpty();
  }

  @Test
  void a_stage_is_one_plain_line_where_lines_cannot_be_replaced() {
    var terminal = terminal(Capabilities.PLAIN, out);
    terminal.stage("waiting");
    terminal.stage("waiting");
    terminal.stage("running");
    assertThat(err()).isEqualTo("waiting\nrunning\n");
    err.reset();
    terminal(FULL, out).stage("waiting");
    assertThat(err()).isEqualTo("\r\u001b[2K\u001b[2mwaiting\u001b[0m");
  }

  @Test
  void a_table_is_cut_on_a_terminal_and_whole_in_a_pipe() {
    var table =
        new Table(List.of(), List.of(List.of(Cell.of("a"), Cell.of("0123456789".repeat(3)))));
    terminal(FULL, out).print(table);
    assertThat(out()).isEqualTo("a  0123456789012345…\n");
    out.reset();
    terminal(Capabilities.PLAIN, out).print(table);
    assertThat(out()).isEqualTo("a  012345678901234567890123456789\n");
  }

  @Test
  void nobody_is_asked_where_nobody_types() {
    assertThat(terminal(FULL, out).ask("user: ")).isEmpty();
    assertThat(terminal(FULL, out).askSecretly("password: ")).isEmpty();
  }

  @Test
  void a_reader_that_left_is_noticed() {
    var terminal =
        terminal(
            Capabilities.PLAIN,
            new OutputStream() {
              @Override
              public void write(int value) throws IOException {
                throw new IOException("Broken pipe");
              }
            });
    assertThat(terminal.isClosed()).isFalse();
    terminal.print("line");
    assertThat(terminal.isClosed()).isTrue();
  }

  @Test
  void the_width_is_the_last_number_that_stty_says() {
    assertThat(TerminalWidth.lastNumber("24 132\n")).isEqualTo(132);
    assertThat(TerminalWidth.lastNumber("")).isZero();
    assertThat(TerminalWidth.lastNumber("wide")).isZero();
  }

  @Test
  void a_told_width_wins_but_not_below_what_can_be_read() {
    assertThat(new TerminalWidth(Map.of("COLUMNS", "100")).columns()).isEqualTo(100);
    assertThat(new TerminalWidth(Map.of("COLUMNS", "3")).columns()).isEqualTo(40);
    assertThat(new TerminalWidth(Map.of("COLUMNS", "x")).columns()).isEqualTo(80);
  }
}
