package fleet.builder.progress;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.ServiceName;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Layer;
import fleet.contract.release.Platform;
import fleet.contract.release.ServiceImages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said of the sizes of images at the end of a build. */
class SizeTextTest {
  @Test
  void each_image_is_told_with_its_change() {
    var before = List.of(service("web", 12_100_000, 12_000_000), service("data", 180_000_000));
    var now =
        List.of(
            service("web", 12_400_000, 12_000_001), service("data", 175_000_000), service("x", 1));

    assertThat(SizeText.lines(now, Optional.of(before)))
        .containsExactly(
            "web   linux/amd64   12.4 MB  (+0.3 MB)",
            "web   linux/arm64   12.0 MB",
            "data  linux/amd64  175.0 MB  (-5.0 MB)",
            "x     linux/amd64    0.0 MB  (new)");
  }

  @Test
  void the_first_release_has_no_changes_and_an_unchanged_one_no_lines() {
    var now = List.of(service("web", 12_400_000));

    assertThat(SizeText.lines(now, Optional.empty())).containsExactly("web  linux/amd64  12.4 MB");
    assertThat(SizeText.lines(now, Optional.of(now))).isEmpty();
  }

  private static ServiceImages service(String name, long... sizes) {
    var platforms = List.of(Platform.LINUX_AMD64, Platform.LINUX_ARM64);
    var images =
        Stream.iterate(0, index -> index < sizes.length, index -> index + 1)
            .map(index -> image(name, platforms.get(index), sizes[index]))
            .toList();
    return new ServiceImages(ServiceName.parse(name), "berlin/" + name, digest(name), images);
  }

  private static ImageVariant image(String name, Platform platform, long size) {
    var digest = digest(name + platform + size);
    return new ImageVariant(
        platform.toString(), platform, digest, digest, 0, List.of(new Layer(digest, digest, size)));
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
