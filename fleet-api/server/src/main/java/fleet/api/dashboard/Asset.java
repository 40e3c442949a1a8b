package fleet.api.dashboard;

import fleet.contract.release.Digest;
import java.util.Map;
import java.util.TreeMap;

/** One file and the headers it is served with. Immutable; nobody may change the content's bytes. */
public final class Asset {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "LICENSE", "text/plain; charset=utf-8");

  private final byte[] content;
  private final String etag;
  private final Map<String, String> headers;

  private Asset(String name, byte[] content, Map<String, String> special) {
    this.content = content.clone();
    this.etag = '"' + Digest.of(content).hex() + '"';
    var all = new TreeMap<>(special);
    all.put("Content-Type", typeOf(name));
    all.put("ETag", etag);
    all.put("X-Content-Type-Options", "nosniff");
    this.headers = Map.copyOf(all);
  }

  /** A file whose address changes with its content. */
  static Asset forEver(String name, byte[] content) {
    return new Asset(name, content, Map.of("Cache-Control", "public, max-age=31536000, immutable"));
  }

  /** A file that must be asked for again each time, with headers of its own. */
  static Asset askedAgain(String name, byte[] content, Map<String, String> headers) {
    var special = new TreeMap<>(headers);
    special.put("Cache-Control", "no-cache");
    return new Asset(name, content, special);
  }

  public byte[] content() {
    return content.clone();
  }

  /** What the answer carries, with the body or without. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Says whether the client has it already, by its If-None-Match header (RFC 9110, 13.1.2). */
  public boolean isKnown(String ifNoneMatch) {
    for (var tag : ifNoneMatch.split(",")) {
      var known = tag.strip();
      if (known.equals("*") || known.equals(etag) || known.equals("W/" + etag)) {
        return true;
      }
    }
    return false;
  }

  private static String typeOf(String name) {
    var end = name.substring(name.lastIndexOf('/') + 1);
    var type = TYPES.get(end.substring(end.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalStateException("no content type is known for " + name);
    }
    return type;
  }
}
