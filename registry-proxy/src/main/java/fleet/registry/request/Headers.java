package fleet.registry.request;

import java.util.Optional;

/** The headers of one request; names in any case. */
@FunctionalInterface
public interface Headers {
  /** The first value under that name. */
  Optional<String> first(String name);
}
