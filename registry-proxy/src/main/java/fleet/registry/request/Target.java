package fleet.registry.request;

import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request target taken apart and percent-decoded.
 *
 * @param segments of the path, without the leading slash; a trailing slash leaves an empty last one
 * @param query first value of each name
 */
record Target(List<String> segments, Map<String, String> query) {
  private static final int MAX_CHARS = 8 * 1024;

  static Target parse(String uri) {
    if (uri.length() > MAX_CHARS || !uri.startsWith("/") || uri.contains("%00")) {
      throw malformed();
    }
    var question = uri.indexOf('?');
    var path = question < 0 ? uri : uri.substring(0, question);
    var query = question < 0 ? "" : uri.substring(question + 1);
    var segments =
        Stream.of(path.substring(1).split("/", -1)).map(text -> decode(text.replace("+", "%2B")));
    return new Target(segments.toList(), parseQuery(query));
  }

  /** The segment at that place, counted from the last one, which is 1; empty before the first. */
  String fromEnd(int place) {
    return place > segments.size() ? "" : segments.get(segments.size() - place);
  }

  /** The repository that the path names: all between {@code v2} and the last few segments. */
  RepositoryName repositoryBefore(int trailing) {
    var end = segments.size() - trailing;
    return new RepositoryName(end < 1 ? "" : String.join("/", segments.subList(1, end)));
  }

  Optional<String> queried(String name) {
    return Optional.ofNullable(query.get(name));
  }

  private static Map<String, String> parseQuery(String query) {
    var values = new HashMap<String, String>();
    for (var pair : query.split("&")) {
      var equals = pair.indexOf('=');
      if (equals > 0) {
        values.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return Map.copyOf(values);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  private static RegistryException malformed() {
    return new RegistryException(ErrorCode.NAME_INVALID, "the request target is malformed");
  }
}
