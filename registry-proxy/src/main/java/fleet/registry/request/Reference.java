package fleet.registry.request;

import fleet.contract.release.Digest;

/** How a manifest is named. */
public sealed interface Reference {
  /** By a name that may move. */
  record ByTag(Tag tag) implements Reference {}

  /** By its content. */
  record ByDigest(Digest digest) implements Reference {}

  /** Reads either: only a digest holds a colon. */
  static Reference parse(String text) {
    return text.indexOf(':') < 0 ? new ByTag(new Tag(text)) : new ByDigest(DigestText.parse(text));
  }
}
