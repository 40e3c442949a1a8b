package fleet.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageNameTest {
  private static final String DIGEST = "sha256:" + "ab".repeat(32);

  @ParameterizedTest
  @CsvSource({
    "debian, docker.io/library/debian:latest",
    "debian:13, docker.io/library/debian:13",
    "grafana/grafana, docker.io/grafana/grafana:latest",
    "docker.io/debian:13, docker.io/library/debian:13",
    "ghcr.io/acme/kiosk/web:1.2, ghcr.io/acme/kiosk/web:1.2",
    "localhost/web, localhost/web:latest",
    "127.0.0.1:5000/a/web:1, 127.0.0.1:5000/a/web:1",
    "[::1]:5000/web:1, [::1]:5000/web:1",
  })
  void names_are_understood_as_docker_does(String text, String whole) {
    assertThat(ImageName.parse(text)).hasToString(whole);
  }

  @Test
  void a_digest_goes_before_a_tag() {
    var name = ImageName.parse("ghcr.io/acme/web:1.2@" + DIGEST);

    assertThat(name.reference()).isEqualTo(DIGEST);
    assertThat(name.plain()).isEqualTo("ghcr.io/acme/web:1.2");
    assertThat(ImageName.parse("ghcr.io/acme/web@" + DIGEST).plain()).isEqualTo("ghcr.io/acme/web");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "Web",
        "a//b",
        "web:",
        "web:-x",
        "web@sha256:12",
        "a b",
        "ghcr.io/",
        "../etc",
        "http://ghcr.io/web",
        "ghcr.io/web?x=1",
        "ghcr.io@x/web"
      })
  void what_is_no_name_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ImageName.parse(text));
  }
}
