package fleet.api.rollout.plan;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.release.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who goes first, who follows, and who stays. Pure.
 *
 * @param first by name
 * @param rest how many follow
 * @param kept one line each
 */
public record Draw(List<Candidate> first, int rest, List<String> kept) {
  public Draw {
    first = List.copyOf(first);
    kept = List.copyOf(kept);
  }

  /**
   * A device of the fleet.
   *
   * @param obstacle why it would not move at all, as one clause
   */
  public record Candidate(DeviceId id, DeviceName name, boolean online, Optional<String> obstacle) {
    boolean canGoFirst() {
      return online && obstacle.isEmpty();
    }
  }

  /** Takes so many of those that are here and move, in an order that only the seed decides. */
  public static Draw drawn(List<Candidate> fleet, int count, long seed) {
    return of(
        fleet,
        fleet.stream()
            .filter(Candidate::canGoFirst)
            .sorted(Comparator.comparing(candidate -> lot(seed, candidate)))
            .limit(count)
            .toList());
  }

  /**
   * Takes those that are named, by name or id.
   *
   * @throws IllegalArgumentException when one is not there, or cannot go first
   */
  public static Draw named(List<Candidate> fleet, List<String> names) {
    refusal(fleet, names)
        .ifPresent(sentence -> {
          throw new IllegalArgumentException(sentence);
        });
    return of(fleet, names.stream().flatMap(name -> find(fleet, name)).distinct().toList());
  }

  /** Nobody goes first. */
  public static Draw nobody(List<Candidate> fleet) {
    return of(fleet, List.of());
  }

  /** Why one of those that are named cannot go first, as one sentence. */
  public static Optional<String> refusal(List<Candidate> fleet, List<String> names) {
    return names.stream().flatMap(name -> refusal(fleet, name).stream()).findFirst();
  }

  private static Optional<String> refusal(List<Candidate> fleet, String name) {
    var found = find(fleet, name).findFirst();
    if (found.isEmpty()) {
      return Optional.of("the fleet has no device '%s'".formatted(name));
    }
    return found
        .get()
        .obstacle()
        .or(() -> found.get().online() ? Optional.empty() : Optional.of("is not online"))
        .map(obstacle -> "%s cannot go first: it %s".formatted(name, obstacle));
  }

  private static Stream<Candidate> find(List<Candidate> fleet, String name) {
    return fleet.stream()
        .filter(one -> one.name().value().equals(name) || one.id().toString().equals(name));
  }

  private static Draw of(List<Candidate> fleet, List<Candidate> chosen) {
    var moving = fleet.stream().filter(candidate -> candidate.obstacle().isEmpty()).count();
    return new Draw(
        chosen.stream().sorted(Comparator.comparing(one -> one.name().value())).toList(),
        (int) moving - chosen.size(),
        fleet.stream().flatMap(Draw::keptLine).toList());
  }

  private static Stream<String> keptLine(Candidate candidate) {
    return candidate.obstacle().stream().map(obstacle -> candidate.name() + " " + obstacle);
  }

  private static String lot(long seed, Candidate candidate) {
    var text = seed + " " + candidate.id();
    return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
