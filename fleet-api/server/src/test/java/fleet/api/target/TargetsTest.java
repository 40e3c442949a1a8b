package fleet.api.target;

import static fleet.api.target.TargetSamples.FLEET;
import static fleet.api.target.TargetSamples.TERMS;
import static fleet.api.target.TargetSamples.given;
import static fleet.api.target.TargetSamples.release;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.TargetState;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.release.Composition;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TargetsTest {
  private static final TargetDevice DEVICE =
      new TargetDevice(
          DeviceId.random(),
          DeviceName.parse("kitchen"),
          FLEET,
          "raspberrypi4-64",
          Platform.LINUX_ARM64);
  private final Targets targets = new Targets(TERMS);

  static Stream<Arguments> fits() {
    return Stream.of(
        Arguments.of("the same platform", Platform.LINUX_ARM64, "generic", ""),
        Arguments.of(
            "another platform",
            Platform.LINUX_AMD64,
            "generic",
            "1.0.0 has no image of web for linux/amd64"),
        Arguments.of(
            "another variant of the platform",
            Platform.parse("linux/arm/v6"),
            "generic",
            "1.0.0 has no image of web for linux/arm/v6"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fits")
  void a_release_fits_where_every_service_has_an_image(
      String name, Platform platform, String type, String reason) {
    assertThat(Fit.misfit(release(Platform.LINUX_ARM64), type, platform).orElse(""))
        .as(name)
        .isEqualTo(reason);
  }

  @Test
  void a_device_gets_only_its_own_images() {
    var release = release(Platform.LINUX_AMD64, Platform.LINUX_ARM64, Platform.LINUX_ARM_V7);
    var state = targets.of(DEVICE, given(release, ""), List.of(), by("10.0.0.1"));
    assertThat(state.release().map(ReleaseTarget::id)).contains(release.id());
    assertThat(state.release().orElseThrow().services())
        .singleElement()
        .satisfies(service -> {
          assertThat(service.repository()).isEqualTo("berlin/web");
          assertThat(service.image().platform()).isEqualTo(Platform.LINUX_ARM64);
        });
    assertThat(state)
        .returns(URI.create("http://10.0.0.1:5000"), TargetState::registry)
        .returns(Duration.ofMinutes(1), TargetState::reportInterval);
    assertThat(state.release().orElseThrow())
        .returns(TERMS.soak(), ReleaseTarget::soak)
        .returns(TERMS.deadline(), ReleaseTarget::deadline)
        .returns(Set.of("data", "cache"), ReleaseTarget::volumes);
  }

  @Test
  void a_device_gets_the_configs_of_its_release() {
    var plain = release(Platform.LINUX_ARM64);
    var configs = List.of("hello");
    var release =
        new Release(
            plain.id(),
            plain.fleet(),
            plain.version(),
            plain.revision(),
            plain.build(),
            plain.author(),
            plain.commit(),
            plain.note(),
            plain.tags(),
            plain.state(),
            plain.fault(),
            plain.createdAt(),
            plain.services(),
            new Composition(plain.composition().services(), Set.of(), Optional.of(configs)));
    var state = targets.of(DEVICE, given(release, ""), List.of(), by("10.0.0.1"));

    assertThat(state.release().orElseThrow().contents()).contains(configs);
  }

  @Test
  void a_device_without_a_release_has_nothing_to_run() {
    assertThat(targets.of(DEVICE, Optional.empty(), List.of(), by("host")).release()).isEmpty();
  }

  @Test
  void over_tls_images_come_by_the_port_that_the_device_knows() {
    var approach = new Approach(true, "10.0.0.1", 8443);
    assertThat(targets.of(DEVICE, Optional.empty(), List.of(), approach).registry())
        .hasToString("https://10.0.0.1:8443");
  }

  @Test
  void an_ipv6_host_stays_in_its_brackets() {
    assertThat(targets.of(DEVICE, Optional.empty(), List.of(), by("[::1]")).registry())
        .isEqualTo(URI.create("http://[::1]:5000"));
  }

  private static Approach by(String host) {
    return new Approach(false, host, 8080);
  }
}
