package fleet.registry.request;

import fleet.contract.release.Digest;
import java.util.List;
import java.util.stream.Stream;

/** What the client holds already: the entity tags of {@code If-None-Match}; ours are digests. */
public record EntityTags(List<String> tags) {
  private static final String ANY = "*";
  private static final String WEAK = "W/";

  public EntityTags {
    tags = List.copyOf(tags);
  }

  /** The client holds nothing. */
  public static EntityTags none() {
    return new EntityTags(List.of());
  }

  static EntityTags parse(String header) {
    return new EntityTags(Stream.of(header.split(",")).map(EntityTags::strong).toList());
  }

  /** How a digest is written as an entity tag. */
  public static String of(Digest digest) {
    return "\"" + digest + "\"";
  }

  /** Says whether the client holds this content. */
  public boolean hold(Digest digest) {
    return tags.contains(of(digest)) || tags.contains(ANY);
  }

  private static String strong(String tag) {
    var stripped = tag.strip();
    return stripped.startsWith(WEAK) ? stripped.substring(WEAK.length()) : stripped;
  }
}
