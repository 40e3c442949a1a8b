package fleet.api.target;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.api.Samples;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceTest {
  /** Letters are releases: f final, d draft, i invalidated, m final without an image that fits. */
  @ParameterizedTest
  @CsvSource({
    "pin f,  rollout f, fleet f, present -, spare -, PIN",
    "pin d,  rollout f, fleet f, present -, spare -, PIN",
    "pin i,  rollout f, fleet f, present -, spare -, ROLLOUT",
    "pin m,  rollout -, fleet f, present -, spare -, FLEET",
    "pin -,  rollout f, fleet f, present f, spare -, ROLLOUT",
    "pin -,  rollout i, fleet f, present f, spare -, FLEET",
    "pin -,  rollout m, fleet f, present f, spare -, FLEET",
    "pin -,  rollout -, fleet f, present f, spare -, FLEET",
    "pin -,  rollout -, fleet d, present f, spare -, KEPT",
    "pin -,  rollout -, fleet m, present f, spare f, KEPT",
    "pin -,  rollout -, fleet m, present i, spare f, SPARE",
    "pin -,  rollout -, fleet m, present d, spare f, SPARE",
    "pin -,  rollout -, fleet m, present i, spare -, NOBODY",
    "pin -,  rollout -, fleet -, present -, spare f, NOBODY",
  })
  void the_strongest_will_counts_that_is_allowed_and_fits(
      String pin, String rollout, String fleet, String present, String spare, Choice.Will will) {
    var wishes = new Choice.Wishes(of(pin), of(rollout), of(fleet), of(present), of(spare));

    var choice = Choice.of(wishes, "generic", Platform.LINUX_AMD64);

    assertThat(choice.will()).isEqualTo(will);
    assertThat(choice.release())
        .isEqualTo(
            switch (will) {
              case PIN -> wishes.pin();
              case ROLLOUT -> wishes.rollout();
              case FLEET -> wishes.fleet();
              case KEPT -> wishes.present();
              case SPARE -> wishes.spare();
              case NOBODY -> Optional.empty();
            });
  }

  private static Optional<Release> of(String wish) {
    return switch (wish.charAt(wish.length() - 1)) {
      case 'f' -> Optional.of(release(ReleaseState.FINAL, Platform.LINUX_AMD64));
      case 'd' -> Optional.of(release(ReleaseState.DRAFT, Platform.LINUX_AMD64));
      case 'i' -> Optional.of(release(ReleaseState.INVALIDATED, Platform.LINUX_AMD64));
      case 'm' -> Optional.of(release(ReleaseState.FINAL, Platform.LINUX_ARM64));
      default -> Optional.empty();
    };
  }

  private static Release release(ReleaseState state, Platform platform) {
    var made = Samples.release(FleetName.parse("berlin"), platform);
    return new Release(
        ReleaseId.random(),
        FleetName.parse("berlin"),
        "1.0.0",
        1,
        made.build(),
        made.author(),
        made.commit(),
        made.note(),
        made.tags(),
        state,
        Optional.empty(),
        Instant.EPOCH,
        made.services(),
        made.composition());
  }
}
