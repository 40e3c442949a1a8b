package fleet.api.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NestingTest {
  private static final Map<String, String> CHAIN =
      Map.of("a", "name = x", "b", "group = a", "c", "not group = b", "d", "group in (c, gone)");

  @Test
  void four_groups_may_stand_in_each_other() {
    assertThat(Nesting.of(CHAIN).tooDeep()).isEmpty();
  }

  @Test
  void whoever_names_the_fourth_is_too_deep_and_so_are_all_above() {
    var nesting = new HashMap<>(CHAIN);
    nesting.put("e", "group = d and name = y");
    nesting.put("f", "group = e");
    assertThat(Nesting.of(nesting).tooDeep()).containsExactlyInAnyOrder("e", "f");
  }

  @Test
  void a_group_that_names_its_devices_counts_too() {
    var nesting = new HashMap<>(CHAIN);
    nesting.put("a", "group = named");
    nesting.put("named", "");
    assertThat(Nesting.of(nesting).tooDeep()).containsExactly("d");
  }

  @Test
  void a_circle_has_no_end() {
    var circle = Map.of("a", "group = b", "b", "group = a", "c", "group = c", "d", "name = x");
    assertThat(Nesting.of(circle).tooDeep()).containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void what_is_not_understood_here_names_nobody() {
    var newer = Map.of("a", "colour = blue and group = a", "b", "group = a");
    assertThat(Nesting.of(newer).tooDeep()).isEmpty();
  }
}
