package fleet.cli.demo;

import fleet.contract.device.ContainerState;
import fleet.contract.device.Health;
import fleet.contract.device.ServiceState;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.Platform;
import java.util.List;

/**
 * What the demo showed.
 *
 * @param pushToRunningMillis from the start of {@code git push} to every new container running
 * @param ssh what {@code uname -m} printed in the container
 * @param pushToHealthyMillis the same, to health and soak passed
 */
public record DemoSummary(
    ReleaseId release,
    String version,
    List<Platform> platforms,
    DeviceName device,
    List<Service> services,
    long pushToRunningMillis,
    String ssh,
    long pushToHealthyMillis) {
  public DemoSummary {
    platforms = List.copyOf(platforms);
    services = List.copyOf(services);
  }

  /** One service on the device. */
  public record Service(ServiceName name, ContainerState state, Health health) {
    static Service of(ServiceState observed) {
      return new Service(observed.name(), observed.state(), observed.health());
    }
  }
}
