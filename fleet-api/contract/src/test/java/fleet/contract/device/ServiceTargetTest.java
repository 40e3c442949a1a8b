package fleet.contract.device;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.Json;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.ServiceSpec;
import fleet.contract.variable.VariableName;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceTargetTest {
  private record Older(ServiceName service, String repository, ServiceSpec spec) {}

  private static ServiceTarget written() {
    var older = new Older(ServiceName.parse("web"), "berlin/web", ServiceSpec.plain());
    return Json.read(Json.write(older), ServiceTarget.class);
  }

  @Test
  void one_that_an_older_supervisor_wrote_down_is_given_no_variables() {
    assertThat(written().variables()).isEmpty();
  }

  @Test
  void its_variables_survive_being_written_down() {
    var versions = Map.of(VariableName.parse("COLOUR"), 7L);
    var text = Json.write(written().with(versions));
    assertThat(Json.read(text, ServiceTarget.class).variables()).isEqualTo(versions);
  }
}
