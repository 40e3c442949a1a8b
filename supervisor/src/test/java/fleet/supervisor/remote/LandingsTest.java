package fleet.supervisor.remote;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.ServiceName;
import fleet.supervisor.exec.ServiceContainer;
import java.util.List;
import org.junit.jupiter.api.Test;

class LandingsTest {
  private static ServiceContainer container(String service) {
    return new ServiceContainer(ServiceName.parse(service), "0123456789abcdef");
  }

  @Test
  void whoever_misses_a_service_is_told_which_there_are() {
    assertThat(Landings.missing("x", List.of(container("data"), container("web"))))
        .isEqualTo("there is no running service 'x' on this device; it has: data, web");
  }

  @Test
  void a_device_without_services_says_so() {
    assertThat(Landings.missing("x", List.of()))
        .isEqualTo("there is no running service 'x' on this device; it has: none");
  }
}
