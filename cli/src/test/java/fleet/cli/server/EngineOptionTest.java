package fleet.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.builder.engine.address.EngineAddress;
import fleet.builder.pool.EngineSpec;
import fleet.contract.identity.EngineName;
import fleet.contract.release.Platform;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineOptionTest {
  @Test
  void an_address_alone_has_the_usual_rest_and_our_own_registry() {
    assertThat(EngineOption.parse("unix:///var/run/docker.sock").spec("127.0.0.1:5000"))
        .isEqualTo(
            new EngineSpec(
                EngineName.parse("local"),
                new EngineAddress.Socket(Path.of("/var/run/docker.sock")),
                "127.0.0.1:5000",
                1,
                2,
                Set.of()));
  }

  @Test
  void every_key_is_read() {
    assertThat(
            EngineOption.parse(
                "tcp://pi:2376,name=pi-builder,registry=10.0.0.5:5000,weight=3,at-once=4,certificates=/keys,platforms=linux/arm64+linux/arm/v7"))
        .isEqualTo(
            new EngineOption(
                EngineName.parse("pi-builder"),
                new EngineAddress.Tls("pi", 2376, Path.of("/keys")),
                Optional.of("10.0.0.5:5000"),
                3,
                4,
                Set.of(Platform.LINUX_ARM64, Platform.LINUX_ARM_V7)));
    assertThat(EngineOption.parse("ssh://me@pi,registry=pc:5000,ssh-config=/c").address())
        .isEqualTo(
            new EngineAddress.Ssh(
                "me@pi",
                Optional.empty(),
                "/var/run/docker.sock",
                Optional.of(Path.of("/c")),
                Optional.empty()));
  }

  @Test
  void an_engine_behind_ssh_finds_our_registry_on_its_own_loopback() {
    var option = EngineOption.parse("ssh://me@pi");
    var ssh = (EngineAddress.Ssh) option.address();

    var spec = option.spec("127.0.0.1:5000");
    assertThat(spec.registry()).isEqualTo("127.0.0.1:5000");
    assertThat(spec.address()).isEqualTo(ssh.carrying(5000));
    assertThat(option.spec("registry.example.com").address()).isEqualTo(ssh);
    assertThat(EngineOption.parse("ssh://me@pi,registry=pc:5000").spec("127.0.0.1:5000").address())
        .isEqualTo(ssh);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unix:///s,wieght=2 | there is no 'wieght'; did you mean weight?",
        "unix:///s,color=red | there is no 'color'; known are name, registry",
        "unix:///s,weight | weight needs a value",
        "unix:///s,weight= | weight needs a value",
        "unix:///s,weight=two | weight=two is not a number",
        "unix:///s,weight=1,weight=2 | weight is there twice",
        "unix:///s,platforms=arm64 | platforms=arm64 is not a platform",
        "unix:///s,name=The Pi | is not a build engine name",
        "unix:///s,certificates=/keys | certificates are for tcp://",
        "tcp://pi:2376,certificates=/keys | registry=HOST:PORT says where it finds the registry"
      })
  void what_makes_no_sense_is_refused(String text, String reason) {
    assertThatThrownBy(() -> EngineOption.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason.strip());
  }

  @Test
  void every_fault_is_told_at_once() {
    assertThatThrownBy(() -> EngineOption.parse("pi,wieght=2,at-once=x"))
        .hasMessageContaining("not 'pi'")
        .hasMessageContaining("did you mean weight?")
        .hasMessageContaining("at-once=x is not a number");
  }
}
