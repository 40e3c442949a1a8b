package fleet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void plain_text_and_tabs_stay() {
    assertThat(Printable.line("GET /\t200 größe")).isEqualTo("GET /\t200 größe");
  }

  @Test
  void a_plain_line_loses_colours_and_controls() {
    assertThat(Printable.line("\u001b[31mred\u001b[0m\u0007\r\u0000")).isEqualTo("red");
  }

  @Test
  void a_text_of_several_lines_becomes_one() {
    assertThat(Printable.line("first\r\nsecond\n")).isEqualTo("first second");
    assertThat(Printable.colouredLine("10%\r20%\r\n")).isEqualTo("10% 20%");
  }

  @Test
  void a_coloured_line_keeps_colours_and_ends_them() {
    assertThat(Printable.colouredLine("\u001b[31mred")).isEqualTo("\u001b[31mred\u001b[0m");
  }

  @Test
  void a_coloured_line_cannot_move_the_cursor_or_set_the_title() {
    assertThat(Printable.colouredLine("a\u001b[2Jb\u001b]0;x\u0007c")).isEqualTo("a[2Jb]0;xc");
  }

  @Test
  void the_eight_bit_controls_go_too() {
    assertThat(Printable.line("a\u009b2Jb")).isEqualTo("a2Jb");
    assertThat(Printable.colouredLine("a\u009b2Jb")).isEqualTo("a2Jb");
  }
}
