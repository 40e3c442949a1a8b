package fleet.supervisor.target;

import static fleet.supervisor.Specs.release;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.device.Protocol;
import fleet.contract.device.ServiceTarget;
import fleet.contract.device.TargetState;
import fleet.contract.device.VariableTarget;
import fleet.contract.device.Variables;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Platform;
import fleet.contract.variable.VariableName;
import fleet.supervisor.Specs;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaultTest {
  private static final DeviceId DEVICE = DeviceId.random();

  /** Variables are {@code SERVICE.NAME=VERSION}, the lower levels first; a star is any service. */
  @ParameterizedTest
  @CsvSource({
    "'', {}, {}",
    "*.A=1, {A=1}, {A=1}",
    "web.A=1, {A=1}, {}",
    "*.A=1 web.A=2, {A=2}, {A=1}",
    "web.A=1 *.A=2, {A=2}, {A=2}",
    "*.A=1 db.B=2 web.B=3, '{A=1, B=3}', '{A=1, B=2}'",
  })
  void each_service_is_given_the_last_of_what_is_for_it(String variables, String web, String db) {
    var target = Vault.assigned(target(variables));
    assertThat(target.release().orElseThrow().services())
        .extracting(service -> sorted(service.variables()))
        .containsExactly(web, db);
  }

  private static String sorted(Map<VariableName, Long> versions) {
    return versions.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .sorted()
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static TargetState target(String variables) {
    var inOrder =
        Stream.of(variables.split(" ")).filter(text -> !text.isEmpty()).map(VaultTest::variable);
    return new TargetState(
        Protocol.CURRENT,
        DEVICE,
        DeviceName.parse("pi"),
        FleetName.parse("berlin"),
        Optional.of(release(Duration.ofMinutes(1), service("web"), service("db"))),
        URI.create("http://registry"),
        Duration.ofMinutes(1),
        List.of(),
        Optional.empty(),
        Optional.of(new Variables(9, Optional.empty(), inOrder.toList())));
  }

  private static VariableTarget variable(String text) {
    var words = text.split("[.=]");
    return new VariableTarget(
        Optional.of(words[0]).filter(name -> !name.equals("*")).map(ServiceName::parse),
        VariableName.parse(words[1]),
        Long.parseLong(words[2]),
        Optional.of("value"),
        Optional.empty());
  }

  static ServiceTarget service(String name) {
    var digest = Digest.of(name.getBytes(StandardCharsets.UTF_8));
    var image =
        new ImageVariant("linux/amd64", Platform.LINUX_AMD64, digest, digest, 100, List.of());
    return new ServiceTarget(
        ServiceName.parse(name), "berlin/" + name, image, Specs.spec().build());
  }
}
