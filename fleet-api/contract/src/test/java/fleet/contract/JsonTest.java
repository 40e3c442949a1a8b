package fleet.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.codec.Records;
import fleet.contract.device.DeviceMessage;
import fleet.contract.device.LogBatch;
import fleet.contract.device.LogLine;
import fleet.contract.identity.ServiceName;
import fleet.contract.operator.Page;
import fleet.contract.release.Composition;
import fleet.contract.release.DependencyCondition;
import fleet.contract.release.Digest;
import fleet.contract.release.HealthCheck;
import fleet.contract.release.Mount;
import fleet.contract.release.Platform;
import fleet.contract.release.PortMapping;
import fleet.contract.release.RestartPolicy;
import fleet.contract.release.ServiceSpec;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonTest {
  private static final ServiceName WEB = ServiceName.parse("web");
  private static final ServiceName DATA = ServiceName.parse("data");

  @Test
  void a_composition_with_everything_in_it_comes_back_equal() {
    var spec =
        new ServiceSpec(
            List.of("httpd", "-f"),
            List.of("/bin/sh"),
            Map.of("A", "1"),
            List.of(new PortMapping("", 80, 8080, "tcp")),
            List.of(new Mount.Volume("state", "/state", false), new Mount.Memory("/tmp")),
            Map.of(DATA, DependencyCondition.SERVICE_HEALTHY),
            Optional.of(
                new HealthCheck(
                    List.of("CMD", "true"),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ZERO,
                    3)),
            RestartPolicy.UNLESS_STOPPED,
            Map.of("l", "v"),
            Optional.of("1000"),
            Optional.empty(),
            Optional.of("web"),
            true,
            true,
            Duration.ofSeconds(3));
    var composition =
        new Composition(Map.of(WEB, spec, DATA, ServiceSpec.plain()), Set.of("state"));

    assertThat(Json.read(Json.write(composition), Composition.class)).isEqualTo(composition);
  }

  /** Devices hash this text: another one would replace containers of releases from before. */
  @Test
  void what_a_spec_does_not_say_is_written_as_before_there_were_words_for_it() {
    var spec =
        new ServiceSpec(
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(new Mount.Volume("state", "/state", false), new Mount.Memory("/tmp")),
            Map.of(),
            Optional.of(
                new HealthCheck(
                    List.of("NONE"),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ZERO,
                    3)),
            RestartPolicy.ALWAYS,
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Duration.ofSeconds(10));
    var text =
        "{'command':[],'entrypoint':[],'environment':{},'ports':[],'mounts':[{'kind':'volume','name':'state','target':'/state','readOnly':false},{'kind':'memory','target':'/tmp'}],'dependsOn':{},'healthCheck':{'test':['NONE'],'interval':'PT2S','timeout':'PT1S','startPeriod':'PT0S','retries':3},'restart':'ALWAYS','labels':{},'readOnly':false,'init':false,'stopGrace':'PT10S'}"
            .replace('\'', '"');

    assertThat(Records.write(spec)).isEqualTo(text);
    assertThat(Json.write(spec)).isEqualTo(text);
    assertThat(Json.write(new Composition(Map.of(), Set.of())))
        .isEqualTo("{\"services\":{},\"volumes\":[]}");
  }

  @Test
  void a_channel_message_names_its_kind() {
    var message =
        new DeviceMessage.Logs(
            new LogBatch(
                List.of(new LogLine(Instant.EPOCH, Optional.of(WEB), "stdout", "hello")), 0));

    assertThat(Json.write(message))
        .startsWith("{\"kind\":\"logs\"")
        .contains("\"1970-01-01T00:00:00Z\"");
    assertThat(Json.read(Json.write(message), DeviceMessage.class)).isEqualTo(message);
  }

  @Test
  void fields_of_a_newer_peer_are_ignored() {
    assertThat(Json.read("{\"items\":[],\"colour\":\"red\"}", Page.class))
        .isEqualTo(Page.whole(List.of()));
  }

  @Test
  void deep_json_is_refused() {
    var deep = "[".repeat(10_000);

    assertThatThrownBy(() -> Json.read(deep, Object.class))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void values_that_are_not_valid_do_not_exist() {
    assertThatThrownBy(() -> Digest.parse("sha256:ABC"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Platform.parse("linux")).hasMessageContaining("linux/arm/v7");
    assertThatThrownBy(() -> ServiceName.parse("../etc")).hasMessageContaining("'../etc'");
    assertThat(Platform.parse("linux/arm64/v8")).isEqualTo(Platform.LINUX_ARM64);
  }
}
