package fleet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Palette PLAIN = new Palette(false);
  private static final Palette COLOURS = new Palette(true);
  private static final int WIDE = 200;

  private static List<Cell> row(String... texts) {
    return List.of(texts).stream().map(Cell::of).toList();
  }

  @Test
  void columns_are_as_wide_as_their_widest_cell() {
    var table =
        Table.of(List.of("NAME", "STATUS"), List.of(row("kitchen-pi", "online"), row("a", "b")));
    assertThat(table.lines(PLAIN, WIDE))
        .containsExactly("NAME        STATUS", "kitchen-pi  online", "a           b");
  }

  @Test
  void colours_do_not_move_columns() {
    var rows = List.of(List.of(Cell.of("a", Style.NAME), Cell.of("b")), row("long", "c"));
    var table = new Table(List.of(), rows);
    assertThat(table.lines(COLOURS, WIDE)).containsExactly("\u001b[36ma\u001b[0m     b", "long  c");
  }

  @Test
  void only_the_last_column_is_cut_on_a_narrow_terminal() {
    var table = new Table(List.of(), List.of(row("kitchen-pi", "a note that is far too long")));
    assertThat(table.lines(PLAIN, 30)).containsExactly("kitchen-pi  a note that is fa…");
  }

  @Test
  void a_very_narrow_terminal_leaves_the_last_column_readable() {
    var table = new Table(List.of(), List.of(row("kitchen-pi", "running fine")));
    assertThat(table.lines(PLAIN, 5)).containsExactly("kitchen-pi  running…");
  }

  @Test
  void an_empty_table_has_only_its_header() {
    assertThat(Table.of(List.of("NAME"), List.of()).lines(PLAIN, WIDE)).containsExactly("NAME");
  }

  @Test
  void foreign_text_cannot_drive_the_terminal() {
    var table = new Table(List.of(), List.of(row("a\u001b]0;title\u0007\r\nb")));
    assertThat(table.lines(PLAIN, WIDE)).containsExactly("a]0;title b");
  }

  @Test
  void facts_align_their_values() {
    var table = Table.facts(List.of(Fact.of("id", "x"), Fact.of("status", "online")));
    assertThat(table.lines(PLAIN, WIDE)).containsExactly("id      x", "status  online");
  }
}
