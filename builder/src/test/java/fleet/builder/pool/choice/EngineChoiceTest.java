package fleet.builder.pool.choice;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.EngineName;
import fleet.contract.operator.EngineView.EngineState;
import fleet.contract.release.Platform;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineChoiceTest {
  private static final Platform AMD64 = Platform.LINUX_AMD64;
  private static final Platform ARM64 = Platform.LINUX_ARM64;

  private static final Abilities PC = new Abilities(Set.of(AMD64), Set.of(ARM64), false);
  private static final Abilities PI =
      new Abilities(Set.of(ARM64, Platform.LINUX_ARM_V7), Set.of(), false);

  @Test
  void who_runs_it_natively_is_chosen_before_who_emulates_it() {
    var engines = List.of(engine("pc", PC), engine("pi", PI));

    assertThat(choose(engines, ARM64)).isEqualTo(chosen("pi", Way.NATIVE));
    assertThat(choose(engines, AMD64)).isEqualTo(chosen("pc", Way.NATIVE));
  }

  @Test
  void a_native_one_is_waited_for_and_one_that_is_away_is_not() {
    var busy = new Engine("pi", PI).running(2);

    assertThat(choose(List.of(engine("pc", PC), busy.now()), ARM64))
        .isEqualTo(new EngineChoice.Wait());
    assertThat(choose(List.of(engine("pc", PC), busy.is(EngineState.AWAY).now()), ARM64))
        .isEqualTo(chosen("pc", Way.EMULATED));
    assertThat(choose(List.of(engine("pc", PC), busy.is(EngineState.DRAINED).now()), ARM64))
        .isEqualTo(chosen("pc", Way.EMULATED));
  }

  @Test
  void where_nobody_says_that_it_runs_it_it_may_still_be_built() {
    assertThat(choose(List.of(engine("pi", PI)), AMD64)).isEqualTo(chosen("pi", Way.UNSURE));
    assertThat(choose(List.of(engine("pi", PI), engine("pc", PC)), AMD64))
        .isEqualTo(chosen("pc", Way.NATIVE));
  }

  @Test
  void an_engine_that_is_for_some_platforms_builds_for_no_others() {
    var only = new Abilities(Set.of(ARM64), Set.of(), true);

    assertThat(choose(List.of(engine("pi", only)), AMD64))
        .isEqualTo(
            new EngineChoice.None("no engine builds for linux/amd64: pi is for other platforms"));
  }

  @Test
  void among_equals_the_one_with_the_cache_is_chosen_as_long_as_it_has_room() {
    var one = new Engine("one", PC);
    var two = new Engine("two", PC).running(1);
    var wanted = Wanted.first(AMD64, Optional.of(EngineName.parse("two")));

    assertThat(EngineChoice.of(List.of(one.now(), two.now()), wanted))
        .isEqualTo(chosen("two", Way.NATIVE));
    assertThat(EngineChoice.of(List.of(one.now(), two.running(2).now()), wanted))
        .isEqualTo(chosen("one", Way.NATIVE));
  }

  @Test
  void a_cache_on_an_engine_that_emulates_does_not_outweigh_a_native_one() {
    var wanted = Wanted.first(ARM64, Optional.of(EngineName.parse("pc")));

    assertThat(EngineChoice.of(List.of(engine("pc", PC), engine("pi", PI)), wanted))
        .isEqualTo(chosen("pi", Way.NATIVE));
  }

  /** How many of ten images each gets by its weight, with nothing else to tell them apart. */
  @ParameterizedTest
  @CsvSource({"1, 1, 5, 5", "1, 4, 2, 8", "3, 1, 8, 2", "100, 1, 10, 0"})
  void images_are_shared_by_weight(int first, int second, int toFirst, int toSecond) {
    var one = new Engine("one", PC).weight(first).atOnce(100);
    var two = new Engine("two", PC).weight(second).atOnce(100);
    for (var image = 0; image < 10; image++) {
      var choice = choose(List.of(one.now(), two.now()), AMD64);
      var chosen = choice.equals(chosen("one", Way.NATIVE)) ? one : two;
      chosen.running++;
    }

    assertThat(List.of(one.running, two.running)).containsExactly(toFirst, toSecond);
  }

  @Test
  void engines_that_failed_at_an_image_are_left_out_and_the_reason_names_all() {
    var engines =
        List.of(
            engine("one", PC),
            new Engine("two", PC).is(EngineState.AWAY).now(),
            new Engine("three", PC).is(EngineState.DRAINED).now());
    var wanted = Wanted.first(AMD64, Optional.empty());

    assertThat(EngineChoice.of(engines, wanted)).isEqualTo(chosen("one", Way.NATIVE));
    assertThat(EngineChoice.of(engines, wanted.without(EngineName.parse("one"))))
        .isEqualTo(
            new EngineChoice.None(
                "no engine builds for linux/amd64: one failed at it, two does not answer, three is drained"));
  }

  @Test
  void what_a_lost_engine_ran_goes_to_none_that_perhaps_does_not() {
    var engines = List.of(engine("pi", PI), engine("pc", PC));
    var wanted = Wanted.first(Platform.LINUX_ARM_V7, Optional.empty());

    assertThat(EngineChoice.of(engines, wanted.without(EngineName.parse("pi"))))
        .isEqualTo(chosen("pc", Way.UNSURE));
    assertThat(EngineChoice.of(engines, wanted.without(EngineName.parse("pi")).run()))
        .isInstanceOf(EngineChoice.None.class);
  }

  @ParameterizedTest
  @CsvSource({
    "linux/arm/v7, linux/arm/v6, NATIVE",
    "linux/arm/v6, linux/arm/v7, UNSURE",
    "linux/arm/v7, linux/arm, NATIVE",
    "linux/amd64, linux/amd64/v2, NATIVE",
    "linux/amd64/v2, linux/amd64/v3, UNSURE",
    "linux/arm64, linux/arm64/v8, NATIVE",
    "linux/amd64, linux/386, UNSURE"
  })
  void a_later_arm_runs_what_is_for_an_earlier_one(String has, String wanted, Way way) {
    var abilities = new Abilities(Set.of(Platform.parse(has)), Set.of(), false);

    assertThat(abilities.way(Platform.parse(wanted))).contains(way);
  }

  private static EngineChoice choose(List<Candidate> engines, Platform platform) {
    return EngineChoice.of(engines, Wanted.first(platform, Optional.empty()));
  }

  private static EngineChoice chosen(String name, Way way) {
    return new EngineChoice.Chosen(EngineName.parse(name), way);
  }

  private static Candidate engine(String name, Abilities abilities) {
    return new Engine(name, abilities).now();
  }

  /** With room for two, idle and ready unless it is said. Mutable, of one test. */
  private static final class Engine {
    private final String name;
    private final Abilities abilities;
    private int weight = 1;
    private int atOnce = 2;
    private int running;
    private EngineState state = EngineState.READY;

    Engine(String name, Abilities abilities) {
      this.name = name;
      this.abilities = abilities;
    }

    Engine weight(int share) {
      weight = share;
      return this;
    }

    Engine atOnce(int images) {
      atOnce = images;
      return this;
    }

    Engine running(int images) {
      running = images;
      return this;
    }

    Engine is(EngineState other) {
      state = other;
      return this;
    }

    Candidate now() {
      return new Candidate(EngineName.parse(name), abilities, weight, atOnce, running, state);
    }
  }
}
