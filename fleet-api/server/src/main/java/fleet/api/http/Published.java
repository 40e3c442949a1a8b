package fleet.api.http;

import java.util.List;
import java.util.stream.Stream;

/** The parameters that an endpoint publishes: the parts of its path, and those of its query. */
record Published(List<Parameter<?>> parts, List<Parameter<?>> query) {
  static final Published NOTHING = new Published(List.of(), List.of());

  Published {
    parts = List.copyOf(parts);
    query = List.copyOf(query);
  }

  static Published by(Endpoint endpoint) {
    return new Published(PathParts.of(endpoint.path()), endpoint.query());
  }

  boolean has(Parameter<?> parameter) {
    return Stream.concat(parts.stream(), query.stream()).anyMatch(parameter::equals);
  }
}
