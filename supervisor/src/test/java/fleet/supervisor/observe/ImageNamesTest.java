package fleet.supervisor.observe;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.DeviceId;
import fleet.contract.release.Digest;
import fleet.supervisor.plan.ImageName;
import org.junit.jupiter.api.Test;

class ImageNamesTest {
  private static final ImageName WEB =
      new ImageName("berlin/web", Digest.parse("sha256:" + "0f".repeat(32)));

  private final ImageNames ours =
      new ImageNames(DeviceId.parse("19adf270-0000-4000-8000-000000000000"));
  private final ImageNames others =
      new ImageNames(DeviceId.parse("29adf270-0000-4000-8000-000000000000"));

  @Test
  void an_image_is_known_by_its_name() {
    assertThat(ours.reference(WEB)).isEqualTo("fleet.local/19adf270/berlin/web:" + "0f".repeat(32));
    assertThat(ours.parse(ours.reference(WEB))).contains(WEB);
  }

  @Test
  void nothing_of_another_device_on_the_engine_is_ours() {
    assertThat(ours.parse(others.reference(WEB))).isEmpty();
    assertThat(ours.isThroughDoor("127.0.0.1:4/%sx/a@sha256:0".formatted(ours.doorPrefix())))
        .isTrue();
    assertThat(ours.isThroughDoor("127.0.0.1:4/%sx/a@sha256:0".formatted(others.doorPrefix())))
        .isFalse();
  }

  @Test
  void an_image_of_somebody_else_is_not_ours() {
    assertThat(ours.parse("debian:12")).isEmpty();
    assertThat(ours.parse("fleet.local/19adf270/berlin/web:latest")).isEmpty();
  }
}
