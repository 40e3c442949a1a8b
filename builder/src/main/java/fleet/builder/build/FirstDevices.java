package fleet.builder.build;

import fleet.contract.release.Canary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the options of a push say about the first devices. Mutable, of one thread. */
final class FirstDevices {
  int count;
  Optional<Duration> soak = Optional.empty();
  Optional<Duration> deadline = Optional.empty();
  final List<String> named = new ArrayList<>();
  Optional<Long> seed = Optional.empty();

  Optional<Canary> canary() {
    if (count == 0 && named.isEmpty()) {
      if (soak.isPresent() || deadline.isPresent() || seed.isPresent()) {
        throw OptionReader.refuse("a soak, deadline or seed goes with canary=2");
      }
      return Optional.empty();
    }
    var names = Optional.of(List.copyOf(named)).filter(those -> !those.isEmpty());
    try {
      return Optional.of(
          new Canary(count == 0 ? named.size() : count, soak, deadline, names, seed));
    } catch (IllegalArgumentException e) {
      throw OptionReader.refuse(String.valueOf(e.getMessage()));
    }
  }
}
