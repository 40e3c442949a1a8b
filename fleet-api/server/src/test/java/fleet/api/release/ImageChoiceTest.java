package fleet.api.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.ServiceName;
import fleet.contract.identity.UserName;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Composition;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseState;
import fleet.contract.release.ServiceImages;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which image somebody means. */
class ImageChoiceTest {
  private static final Digest DIGEST = Digest.of(new byte[] {1});
  private static final Release ONE = release(service("web", "linux/arm64"));
  private static final Release MANY =
      release(service("web", "linux/arm64", "linux/amd64"), service("data", "linux/arm64"));

  @Test
  void the_only_image_needs_no_words() {
    assertThat(choose(ONE, "", "").image().variant()).isEqualTo("linux/arm64");
    assertThat(choose(MANY, "data", "").service().service().value()).isEqualTo("data");
    assertThat(choose(MANY, "web", "linux/amd64").image().variant()).isEqualTo("linux/amd64");
  }

  @Test
  void several_are_named() {
    var service = refused(MANY, "", "");
    assertThat(service.code()).isEqualTo(ProblemCode.INVALID_REQUEST);
    assertThat(service.message()).isEqualTo("release 1.4.0 has 2 services: data, web");
    var platform = refused(MANY, "web", "");
    assertThat(platform.message())
        .isEqualTo("web of release 1.4.0 was built for 2 platforms: linux/amd64, linux/arm64");
    assertThat(platform.hint()).contains("--platform linux/arm64");
  }

  @Test
  void what_there_is_not_is_not_found() {
    assertThat(refused(MANY, "proxy", ""))
        .isEqualTo(
            new Problem(
                ProblemCode.NOT_FOUND,
                "release 1.4.0 has no service 'proxy'; it has data, web",
                ""));
    assertThat(refused(ONE, "", "linux/100%s").message())
        .isEqualTo("web of release 1.4.0 was not built for 'linux/100%s'; it was for linux/arm64");
  }

  private static ImageChoice choose(Release release, String service, String variant) {
    return ImageChoice.of(
        release,
        Optional.of(service).filter(it -> !it.isEmpty()).map(ServiceName::parse),
        Optional.of(variant).filter(it -> !it.isEmpty()));
  }

  private static Problem refused(Release release, String service, String variant) {
    return catchThrowableOfType(ProblemException.class, () -> choose(release, service, variant))
        .problem();
  }

  private static ServiceImages service(String name, String... variants) {
    var images =
        Arrays.stream(variants)
            .map(it -> new ImageVariant(it, Platform.parse(it), DIGEST, DIGEST, 1, List.of()))
            .toList();
    return new ServiceImages(ServiceName.parse(name), "berlin/" + name, DIGEST, images);
  }

  private static Release release(ServiceImages... services) {
    return new Release(
        ReleaseId.random(),
        FleetName.parse("berlin"),
        "1.4.0",
        1,
        BuildId.random(),
        UserName.parse("ada"),
        "0123456",
        "",
        Map.of(),
        ReleaseState.FINAL,
        Optional.empty(),
        Instant.EPOCH,
        List.of(services),
        new Composition(Map.of(), Set.of()));
  }
}
