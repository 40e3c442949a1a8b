package fleet.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SupervisorBundleTest {
  @Test
  void an_installation_has_it_beside_the_folder_of_jars() {
    assertThat(SupervisorBundle.besides(Path.of("/srv/fleet/lib/fleet-cli.jar")))
        .contains(Path.of("/srv/fleet"));
  }

  @Test
  void a_server_from_classes_of_a_checkout_gives_what_the_checkout_built() {
    assertThat(SupervisorBundle.besides(Path.of("/home/ada/fleet/cli/target/classes")))
        .contains(Path.of("/home/ada/fleet/supervisor/target"));
  }
}
