package fleet.builder.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import fleet.contract.release.Digest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What people write for an image, as Docker understands it: {@code debian:13} is {@code
 * docker.io/library/debian:13}.
 *
 * @param host of the registry, with its port where it has one
 * @param repository at the registry
 * @param tag {@code latest} where none is written, and no digest either
 * @param digest where it is written
 */
public record ImageName(
    String host, String repository, Optional<String> tag, Optional<Digest> digest) {
  private static final String HUB = "docker.io";
  private static final int MAX_CHARS = 400;
  private static final Pattern HOST =
      Pattern.compile(
          "[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?(?::\\d{1,5})?|\\[[0-9a-fA-F:]{2,39}](?::\\d{1,5})?");
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it is none
   */
  @JsonCreator
  public static ImageName parse(String text) {
    if (text.length() > MAX_CHARS) {
      throw new IllegalArgumentException(
          "an image's name has at most %d characters".formatted(MAX_CHARS));
    }
    var at = text.indexOf('@');
    var digest =
        at < 0 ? Optional.<Digest>empty() : Optional.of(Digest.parse(text.substring(at + 1)));
    var name = at < 0 ? text : text.substring(0, at);
    var slash = name.indexOf('/');
    var first = slash < 0 ? "" : name.substring(0, slash);
    var isHost = first.contains(".") || first.contains(":") || first.equals("localhost");
    var host = isHost ? first : HUB;
    var path = isHost ? name.substring(slash + 1) : name;
    var colon = path.indexOf(':');
    var tag = colon < 0 ? Optional.<String>empty() : Optional.of(path.substring(colon + 1));
    var repository = colon < 0 ? path : path.substring(0, colon);
    if (host.equals(HUB) && !repository.contains("/")) {
      repository = "library/" + repository;
    }
    return new ImageName(
        require(host, HOST, text),
        require(repository, REPOSITORY, text),
        tag.map(word -> require(word, TAG, text))
            .or(() -> digest.isPresent() ? Optional.empty() : Optional.of("latest")),
        digest);
  }

  private static String require(String part, Pattern form, String text) {
    if (!form.matcher(part).matches()) {
      throw new IllegalArgumentException("'%s' is not the name of an image".formatted(text));
    }
    return part;
  }

  /** Its tag or digest, as the registry is asked for it. */
  public String reference() {
    return digest.map(Digest::toString).or(() -> tag).orElseThrow();
  }

  /** As provenance has it: without what it led to. */
  public String plain() {
    return "%s/%s%s".formatted(host, repository, tag.map(word -> ":" + word).orElse(""));
  }

  @Override
  @JsonValue
  public String toString() {
    return plain() + digest.map(it -> "@" + it).orElse("");
  }
}
