package fleet.api.release;

import fleet.contract.identity.FleetName;
import fleet.contract.release.Composition;
import fleet.contract.release.Digest;
import fleet.contract.release.FileMount;
import fleet.contract.release.NewRelease;
import fleet.contract.release.ServiceImages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a new release must be to be kept. Pure. */
final class NewReleaseCheck {
  private static final int MAX_NOTE_CHARS = 4096;
  private static final int MAX_CONTENT_BYTES = 500 * 1024;
  private static final int MAX_TAGS = 100;
  private static final int MAX_TAG_CHARS = 1000;
  private static final Pattern TAG_KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private NewReleaseCheck() {}

  /**
   * @throws IllegalArgumentException saying what is wrong
   */
  static void require(FleetName fleet, NewRelease release) {
    var services = release.services().stream().map(ServiceImages::service).toList();
    require(!services.isEmpty(), "a release has at least one service");
    require(
        services.stream().distinct().count() == services.size(),
        "a release names each service once");
    require(
        release
            .composition()
            .services()
            .keySet()
            .equals(services.stream().collect(Collectors.toSet())),
        "the composition of a release names the services that have images");
    for (var images : release.services()) {
      require(
          images.repository().equals(fleet + "/" + images.service()),
          "the images of %s lie in %s/%s".formatted(images.service(), fleet, images.service()));
    }
    requireContents(release.composition());
    requireWords(release.note(), release.tags());
  }

  private static void requireContents(Composition composition) {
    var contents =
        composition.contents().orElse(List.of()).stream()
            .map(content -> content.getBytes(StandardCharsets.UTF_8))
            .toList();
    require(
        contents.stream().mapToLong(content -> content.length).sum() <= MAX_CONTENT_BYTES,
        "the configs of a release have at most %d KiB".formatted(MAX_CONTENT_BYTES / 1024));
    var here = contents.stream().map(Digest::of).collect(Collectors.toSet());
    require(
        composition.services().values().stream()
            .flatMap(spec -> spec.filesOrNone().stream())
            .allMatch(file ->
                !(file instanceof FileMount.Content(var _, var digest, var _))
                    || here.contains(digest)),
        "the composition of a release has the contents of all its configs");
  }

  /**
   * @throws IllegalArgumentException saying what is wrong
   */
  static void requireWords(String note, Map<String, String> tags) {
    require(
        note.length() <= MAX_NOTE_CHARS,
        "a note has at most %d characters".formatted(MAX_NOTE_CHARS));
    require(tags.size() <= MAX_TAGS, "a release has at most %d tags".formatted(MAX_TAGS));
    tags.forEach((key, value) -> {
      require(
          TAG_KEY.matcher(key).matches(),
          "a tag's key has 1 to 63 letters, digits, '.', '_' and '-'");
      require(
          value.length() <= MAX_TAG_CHARS,
          "a tag's value has at most %d characters".formatted(MAX_TAG_CHARS));
    });
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
