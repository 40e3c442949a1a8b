package fleet.contract.trust;

import fleet.contract.codec.Records;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who must sign a fleet's releases besides the server, with keys that the server never has. Each
 * generation is said by as many of those before it as they required, so that whoever takes the
 * server over cannot change it (as the roots of The Update Framework,
 * https://theupdateframework.github.io/specification/latest/#root). Immutable.
 *
 * @param generation counts the fleet's from 1
 * @param required how many of the members sign a release; none: the server alone is believed, and
 *     it alone says who comes next
 * @param members in the order in which they were named
 */
public record Signers(
    FleetName fleet, int generation, int required, List<Signer> members, Instant issued) {
  /** The DSSE payload type. */
  public static final String TYPE = "application/vnd.fleet.signers.v1+json";

  /** An envelope has room for them and the server. */
  public static final int MAX_MEMBERS = 15;

  /** All are shown to each device, and so there is an end to them. */
  public static final int MAX_GENERATIONS = 64;

  public Signers {
    members = List.copyOf(members);
    if (generation < 1 || generation > MAX_GENERATIONS) {
      throw new IllegalArgumentException(
          "signers: a fleet has at most %d generations of them".formatted(MAX_GENERATIONS));
    }
    if (members.size() > MAX_MEMBERS) {
      throw new IllegalArgumentException(
          "signers: a fleet has at most %d of them".formatted(MAX_MEMBERS));
    }
    if (required < 0 || required > members.size()) {
      throw new IllegalArgumentException(
          "required: %d signatures of %d signers".formatted(required, members.size()));
    }
    requireDistinct(members, Signer::name, "names");
    requireDistinct(members, Signer::key, "keys");
  }

  /** Those that a device begins with: the newest that the server says. */
  public static Optional<Signers> begin(List<Envelope> chain, PublicKey server) {
    return chain.isEmpty()
        ? Optional.empty()
        : chain
            .getLast()
            .verified(TYPE, List.of(server))
            .map(bytes -> Records.read(bytes, Signers.class));
  }

  /**
   * Follows the generations as far as each was said by those before it; what is older is passed
   * over, what does not hold ends the way.
   *
   * @param chain envelopes in the order of their generations
   * @param server the server's key, which says who comes after those that required nothing
   */
  public Signers follow(List<Envelope> chain, PublicKey server) {
    var now = this;
    for (var link : chain) {
      now = now.next(link, server).orElse(now);
    }
    return now;
  }

  /** The generation after this one, when those who must say so do. */
  public Optional<Signers> next(Envelope link, PublicKey server) {
    var speakers = required == 0 ? List.of(server) : keys();
    return link.verified(TYPE, speakers)
        .filter(_ -> isSatisfiedBy(link))
        .map(bytes -> Records.read(bytes, Signers.class))
        .filter(said -> said.generation() == generation + 1 && said.fleet().equals(fleet));
  }

  /** Those of the members who signed it. */
  public List<Signer> signed(Envelope envelope) {
    return members.stream().filter(member -> envelope.isSignedBy(member.key())).toList();
  }

  /** Says whether enough of the members signed it. */
  public boolean isSatisfiedBy(Envelope envelope) {
    return required == 0 || signed(envelope).size() >= required;
  }

  /** What is wanting, as a clause; nothing when enough of the members signed it. */
  public Optional<String> lacking(Envelope envelope) {
    return isSatisfiedBy(envelope)
        ? Optional.empty()
        : Optional.of(
            "has %d of the %d signatures that fleet %s requires"
                .formatted(signed(envelope).size(), required, fleet));
  }

  private List<PublicKey> keys() {
    return members.stream().map(Signer::key).toList();
  }

  private static <T> void requireDistinct(
      List<Signer> members, Function<Signer, T> part, String parts) {
    if (members.stream().map(part).distinct().count() < members.size()) {
      throw new IllegalArgumentException("signers: two have the same of their " + parts);
    }
  }
}
