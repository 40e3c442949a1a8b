package fleet.api.rollout.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawTest {
  private final List<Draw.Candidate> fleet =
      IntStream.range(0, 20).mapToObj(place -> device("pi-" + place, true, "")).toList();

  @Test
  void the_same_seed_draws_the_same_devices_in_whatever_order_they_come() {
    var shuffled = new ArrayList<>(fleet);
    Collections.reverse(shuffled);

    assertThat(Draw.drawn(shuffled, 3, 7).first()).isEqualTo(Draw.drawn(fleet, 3, 7).first());
    assertThat(Draw.drawn(fleet, 3, 7).first()).hasSize(3);
    assertThat(Draw.drawn(fleet, 3, 7).rest()).isEqualTo(17);
  }

  @Test
  void other_seeds_draw_others() {
    var draws =
        IntStream.range(0, 20).mapToObj(seed -> Draw.drawn(fleet, 3, seed).first()).distinct();

    assertThat(draws.count()).isGreaterThan(10);
  }

  @Test
  void only_who_is_here_and_moves_goes_first() {
    var here = device("here", true, "");
    var away = device("away", false, "");
    var pinned = device("pinned", true, "is pinned");

    var draw = Draw.drawn(List.of(here, away, pinned), 3, 1);

    assertThat(draw.first()).containsExactly(here);
    assertThat(draw.rest()).isEqualTo(1);
    assertThat(draw.kept()).containsExactly("pinned is pinned");
  }

  @Test
  void those_who_are_named_must_be_able_to() {
    var here = device("here", true, "");
    var all = List.of(here, device("away", false, ""), device("pinned", true, "is pinned"));

    assertThat(Draw.named(all, List.of("here", here.id().toString())).first())
        .containsExactly(here);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Draw.named(all, List.of("away")))
        .withMessage("away cannot go first: it is not online");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Draw.named(all, List.of("pinned")))
        .withMessage("pinned cannot go first: it is pinned");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Draw.named(all, List.of("other")))
        .withMessage("the fleet has no device 'other'");
  }

  private static Draw.Candidate device(String name, boolean online, String obstacle) {
    return new Draw.Candidate(
        DeviceId.random(),
        DeviceName.parse(name),
        online,
        Optional.of(obstacle).filter(clause -> !clause.isEmpty()));
  }
}
