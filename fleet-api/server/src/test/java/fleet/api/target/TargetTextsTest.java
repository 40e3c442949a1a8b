package fleet.api.target;

import static fleet.api.target.TargetSamples.FLEET;
import static fleet.api.target.TargetSamples.TERMS;
import static fleet.api.target.TargetSamples.given;
import static fleet.api.target.TargetSamples.release;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.device.DeviceAction;
import fleet.contract.device.LinkOffer;
import fleet.contract.device.TargetState;
import fleet.contract.device.VariableTarget;
import fleet.contract.device.Variables;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.variable.VariableName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TargetTextsTest {
  private static final TargetDevice DEVICE = device("kitchen", Platform.LINUX_ARM64);
  private static final Approach APPROACH = new Approach(false, "host", 8080);
  private static final DeviceAction ORDER =
      new DeviceAction.OpenLink(
          UUID.randomUUID(), Instant.EPOCH, new LinkOffer("", 2200, "a", "b", "c"));

  private final Targets targets = new Targets(TERMS);
  private final TargetTexts texts = new TargetTexts();

  @Test
  void what_is_written_reads_as_the_target_that_it_is() {
    var state = full(DEVICE, given(both(), ""));

    assertThat(read(texts.json(state))).isEqualTo(state);
    assertThat(read(texts.json(state))).as("from what was written before").isEqualTo(state);
  }

  @Test
  void devices_that_share_a_release_are_each_told_their_own() {
    var given = given(both(), "");
    var cellar = device("cellar", Platform.LINUX_ARM64);
    var attic = device("attic", Platform.LINUX_AMD64);

    for (var device : List.of(DEVICE, cellar, attic)) {
      var state = full(device, given);
      assertThat(read(texts.json(state))).isEqualTo(state);
      assertThat(state.release().orElseThrow().services())
          .allMatch(service -> service.image().platform().equals(device.platform()));
    }
  }

  @Test
  void equal_content_has_an_equal_etag_however_it_was_read() {
    var state = full(DEVICE, given(both(), ""));
    var read = read(Json.write(state));

    assertThat(new TargetTexts().etag(read))
        .isEqualTo(texts.etag(state))
        .matches("\"[0-9a-f]{32}\"");
  }

  @Test
  void each_change_has_another_etag() {
    var release = both();
    var given = given(release, "");
    var named = device("bath", Platform.LINUX_ARM64);

    assertThat(
            Stream.of(
                    bare(DEVICE, Optional.empty()),
                    bare(DEVICE, given),
                    bare(DEVICE, given(both(), "")),
                    bare(DEVICE, given(release, "anew")),
                    bare(
                        new TargetDevice(
                            DEVICE.id(), named.name(), FLEET, DEVICE.type(), DEVICE.platform()),
                        given),
                    targets.of(DEVICE, given, List.of(), new Approach(false, "other", 8080)),
                    targets.of(DEVICE, given, List.of(ORDER), APPROACH),
                    full(DEVICE, given))
                .map(texts::etag))
        .doesNotHaveDuplicates();
  }

  private TargetState bare(TargetDevice device, Optional<Given> given) {
    return targets.of(device, given, List.of(), APPROACH);
  }

  private TargetState full(TargetDevice device, Optional<Given> given) {
    var mode =
        new VariableTarget(
            Optional.empty(), VariableName.parse("MODE"), 1, Optional.of("day"), Optional.empty());
    return targets
        .of(device, given, List.of(ORDER), APPROACH)
        .with(new Variables(3, Optional.empty(), List.of(mode)));
  }

  private static TargetState read(String json) {
    return Json.read(json, TargetState.class);
  }

  private static TargetDevice device(String name, Platform platform) {
    return new TargetDevice(
        DeviceId.random(), DeviceName.parse(name), FLEET, "raspberrypi4-64", platform);
  }

  private static Release both() {
    return release(Platform.LINUX_ARM64, Platform.LINUX_AMD64);
  }
}
