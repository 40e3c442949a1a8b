package fleet.api.http;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the path and the query of one request carry; nothing but what is published can be read. */
final class Values {
  private final Map<String, String> path;
  private final MultiMap query;
  private final Published published;

  private Values(Map<String, String> path, MultiMap query, Published published) {
    this.path = path;
    this.query = query;
    this.published = published;
  }

  /** Those of a request, none of which can be read yet. */
  static Values of(RoutingContext context) {
    return new Values(Map.copyOf(context.pathParams()), context.queryParams(), Published.NOTHING);
  }

  /**
   * The same, readable as it is published.
   *
   * @throws IllegalArgumentException with the name of a value that is not as it is published
   */
  Values within(Published wanted) {
    wanted.parts().forEach(part -> part.read(text(part)));
    wanted.query().forEach(parameter -> parameter.require(query));
    return new Values(path, query, wanted);
  }

  <T> T path(Parameter<T> part) {
    return requirePublished(part).read(text(part));
  }

  <T> Optional<T> query(Parameter<T> parameter) {
    return requirePublished(parameter).values(query).findFirst();
  }

  <T> List<T> all(Parameter<T> parameter) {
    return requirePublished(parameter).values(query).toList();
  }

  /** By key, as it stands behind the name. */
  <T> Map<String, T> keyed(Parameter<T> parameter) {
    var found = new LinkedHashMap<String, T>();
    for (var name : requirePublished(parameter).names(query)) {
      found.put(name.substring(parameter.name().length() + 1), parameter.read(query.get(name)));
    }
    return found;
  }

  private String text(Parameter<?> part) {
    var text = path.get(part.name());
    if (text == null) {
      throw new IllegalStateException("the route has no part " + part.name());
    }
    return text;
  }

  private <T> Parameter<T> requirePublished(Parameter<T> parameter) {
    if (!published.has(parameter)) {
      throw new IllegalStateException("the route does not publish " + parameter.name());
    }
    return parameter;
  }
}
