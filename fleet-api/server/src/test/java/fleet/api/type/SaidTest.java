package fleet.api.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.devicetype.DeviceType;
import fleet.contract.devicetype.FleetTypes;
import fleet.contract.identity.FleetName;
import fleet.contract.release.Platform;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SaidTest {
  private static final Catalogue KNOWN = new Catalogue(BuiltIn.read());
  private static final String PI_4 = "Raspberry Pi 4 Model B Rev 1.4";
  private static final FleetTypes OF_PIS =
      new FleetTypes(Optional.of("raspberrypi3-64"), List.of());

  private static Said said(String type, Platform platform, String model) {
    return new Said(type, platform, Optional.of(model).filter(text -> !text.isEmpty()));
  }

  private static Stream<Arguments> types() {
    var arm = Platform.LINUX_ARM64;
    return Stream.of(
        row(said("generic-arm64", arm, ""), "", FleetTypes.ANY, "generic-arm64"),
        row(said("generic-arm64", arm, PI_4), "", FleetTypes.ANY, "raspberrypi4-64"),
        row(said("generic-armv7", Platform.LINUX_ARM_V7, PI_4), "", FleetTypes.ANY, "raspberrypi4"),
        row(said("generic-arm64", arm, PI_4), "", OF_PIS, "raspberrypi4-64"),
        row(said("generic-arm64", arm, "Toaster 2"), "", OF_PIS, "raspberrypi3-64"),
        row(said("generic-amd64", Platform.LINUX_AMD64, ""), "", OF_PIS, "generic-amd64"),
        row(said("generic", Platform.LINUX_AMD64, ""), "", FleetTypes.ANY, "generic"),
        row(said("toaster", arm, PI_4), "", OF_PIS, "toaster"),
        row(said("raspberrypicm4-64", arm, ""), "", FleetTypes.ANY, "raspberrypi4-64"),
        row(said("generic-arm64", arm, PI_4), "jetson-nano", OF_PIS, "jetson-nano"),
        row(said("generic-aarch64", arm, ""), "", FleetTypes.ANY, "generic-arm64"),
        row(
            said("generic-arm64", arm, "Raspberry Pi Zero 2 W Rev 1.0"),
            "",
            FleetTypes.ANY,
            "raspberrypi0-2w-64"));
  }

  private static Arguments row(Said said, String chosen, FleetTypes fleet, String type) {
    return Arguments.of(said, Optional.of(chosen).filter(text -> !text.isEmpty()), fleet, type);
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_device_is_what_was_chosen_else_what_it_says_else_what_its_fleet_is(
      Said said, Optional<String> chosen, FleetTypes fleet, String type) {
    assertThat(said.decide(KNOWN, chosen, fleet)).isEqualTo(type);
  }

  @Test
  void a_machine_cannot_be_what_runs_other_images() {
    var pc = said("generic-amd64", Platform.LINUX_AMD64, "");
    assertThatThrownBy(() -> pc.decide(KNOWN, Optional.of("raspberrypi4-64"), FleetTypes.ANY))
        .hasMessage("a raspberrypi4-64 runs linux/arm64, and this device runs linux/amd64");
    var boast = said("jetson-nano", Platform.LINUX_AMD64, "");
    assertThatThrownBy(() -> boast.decide(KNOWN, Optional.empty(), FleetTypes.ANY))
        .hasMessage("a jetson-nano runs linux/arm64, and this device runs linux/amd64");
  }

  @Test
  void a_fleet_takes_the_types_and_platforms_that_it_names() {
    var berlin = FleetName.parse("berlin");
    var some = new FleetTypes(Optional.empty(), List.of("raspberrypi4-64", "linux/amd64"));
    Said.requireAccepted(berlin, some, "raspberrypi4-64", Platform.LINUX_ARM64);
    Said.requireAccepted(berlin, some, "intel-nuc", Platform.LINUX_AMD64);
    Said.requireAccepted(berlin, FleetTypes.ANY, "toaster", Platform.LINUX_ARM64);
    assertThatThrownBy(
            () -> Said.requireAccepted(berlin, some, "jetson-nano", Platform.LINUX_ARM64))
        .hasMessage(
            "fleet berlin takes only raspberrypi4-64, linux/amd64, and this device is jetson-nano,"
                + " linux/arm64");
  }

  @Test
  void no_two_types_are_known_by_the_same_word() {
    var words = new HashSet<String>();
    for (DeviceType type : KNOWN.types()) {
      assertThat(words.add(type.slug())).as(type.slug()).isTrue();
      assertThat(type.aliases()).allMatch(words::add);
    }
    assertThat(words).contains("raspberrypi5-64", "generic-armv7", "intel-nuc");
  }
}
