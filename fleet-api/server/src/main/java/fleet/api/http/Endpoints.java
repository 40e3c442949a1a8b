package fleet.api.http;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every route in order; a request is held against one after the other, so who asks most is first.
 */
final class Endpoints {
  private Endpoints() {}

  static List<Endpoint> all(Desk desk) {
    return Stream.of(
            new DeviceApiEndpoints(desk).all(),
            new PeopleEndpoints(desk).all(),
            new AccessEndpoints(desk).all(),
            new SignInEndpoints(desk).all(),
            new ProviderEndpoints(desk).all(),
            new FleetEndpoints(desk).all(),
            new TypeEndpoints(desk).all(),
            new PlaceEndpoints(desk).all(),
            new TrustEndpoints(desk).all(),
            new AuditEndpoints(desk).all(),
            new VariableEndpoints(desk).all(),
            new BuildKeyEndpoints(desk).all(),
            new EngineEndpoints(desk).all(),
            new ReleaseEndpoints(desk).all(),
            new RolloutEndpoints(desk).all(),
            new DeviceEndpoints(desk).all(),
            new GroupEndpoints(desk).all(),
            new JobEndpoints(desk).all(),
            new OutsideEndpoints(desk).all(),
            new InsideEndpoints(desk).all())
        .flatMap(List::stream)
        .toList();
  }
}
