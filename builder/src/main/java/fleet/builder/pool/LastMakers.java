package fleet.builder.pool;

import fleet.contract.identity.EngineName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which engine made what last, and so has its steps in its cache. Thread-safe, bounded. */
final class LastMakers {
  private static final int MAX = 10_000;

  private final Map<String, EngineName> makers =
      new LinkedHashMap<>(64, 0.75F, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, EngineName> eldest) {
          return size() > MAX;
        }
      };

  synchronized Optional<EngineName> of(String image) {
    return Optional.ofNullable(makers.get(image));
  }

  synchronized void put(String image, EngineName engine) {
    makers.put(image, engine);
  }
}
