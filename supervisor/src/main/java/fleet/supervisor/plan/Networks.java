package fleet.supervisor.plan;

import fleet.contract.codec.Records;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceTarget;
import fleet.contract.release.Digest;
import fleet.contract.release.NetworkJoin;
import fleet.contract.release.NetworkShape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which networks a release has on the engine, and which of them a service is in. Pure. */
public final class Networks {
  private static final int SHORT = 6;
  private static final NetworkJoin SHARED =
      new NetworkJoin(NetworkJoin.DEFAULT, List.of(), Optional.empty(), Optional.empty());

  private Networks() {}

  /** A service's place in a network; its own name is one of the aliases. */
  public record Place(String network, List<String> aliases, Optional<String> address) {
    public Place {
      aliases = List.copyOf(aliases);
    }
  }

  /** Where the service is, the highest priority first. */
  public static List<Place> places(Names names, ServiceTarget service) {
    return joins(service)
        .map(join ->
            new Place(
                network(names, join).name(),
                Stream.concat(Stream.of(service.service().toString()), join.aliases().stream())
                    .distinct()
                    .toList(),
                join.address()))
        .toList();
  }

  /** All that the release's services are in. */
  static List<Network> of(Names names, ReleaseTarget release) {
    return release.services().stream()
        .filter(service -> !service.spec().runsOutsideNetworks())
        .flatMap(Networks::joins)
        .map(join -> network(names, join))
        .distinct()
        .toList();
  }

  private static Stream<NetworkJoin> joins(ServiceTarget service) {
    return service.spec().networks().orElse(List.of(SHARED)).stream();
  }

  /** A network cannot be changed, so one of another shape has another name. */
  private static Network network(Names names, NetworkJoin join) {
    var shape = join.shape().orElse(NetworkShape.PLAIN);
    var plain =
        join.network().equals(NetworkJoin.DEFAULT)
            ? names.network()
            : names.network() + "-" + join.network();
    return new Network(
        shape.equals(NetworkShape.PLAIN) ? plain : "%s-%s".formatted(plain, hash(shape)), shape);
  }

  private static String hash(NetworkShape shape) {
    var text = Records.write(shape).getBytes(StandardCharsets.UTF_8);
    return Digest.of(text).hex().substring(0, SHORT);
  }
}
