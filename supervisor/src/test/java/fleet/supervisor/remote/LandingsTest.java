package fleet.supervisor.remote;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.ServiceName;
import fleet.supervisor.exec.ServiceContainer;
import fleet.supervisor.exec.TerminalSize;
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

  @Test
  void a_command_on_a_terminal_finds_it_sized() {
    assertThat(Landings.sized(List.of("/bin/sh", "-c", "top"), new TerminalSize(99, 33)))
        .containsExactly(
            "/bin/sh",
            "-c",
            "stty rows 33 cols 99 2>/dev/null; exec \"$@\"",
            "sh",
            "/bin/sh",
            "-c",
            "top");
  }

  @Test
  void a_terminal_without_size_is_left_as_it_is() {
    assertThat(Landings.sized(List.of("top"), new TerminalSize(0, 0))).containsExactly("top");
  }
}
