package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.api.http.HttpLimits;
import fleet.contract.identity.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApiConfigTest {
  /** A config to be, with sound values to begin with. */
  record Draft(
      List<String> hosts,
      int port,
      String registry,
      int gitPort,
      String builder,
      String serviceKey,
      String masterKey,
      Duration soak) {
    static final Draft SOUND =
        new Draft(
            List.of("127.0.0.1"),
            8080,
            "http://127.0.0.1:5000",
            2222,
            "http://127.0.0.1:7001",
            "a-long-enough-service-key",
            Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]),
            Duration.ofSeconds(10));

    Draft hosts(List<String> value) {
      return new Draft(value, port, registry, gitPort, builder, serviceKey, masterKey, soak);
    }

    Draft ports(int http, int git) {
      return new Draft(hosts, http, registry, git, builder, serviceKey, masterKey, soak);
    }

    Draft registry(String value) {
      return new Draft(hosts, port, value, gitPort, builder, serviceKey, masterKey, soak);
    }

    Draft builder(String value) {
      return new Draft(hosts, port, registry, gitPort, value, serviceKey, masterKey, soak);
    }

    Draft keys(String service, String master) {
      return new Draft(hosts, port, registry, gitPort, builder, service, master, soak);
    }

    Draft soak(Duration value) {
      return new Draft(hosts, port, registry, gitPort, builder, serviceKey, masterKey, value);
    }

    ApiConfig config() {
      return new ApiConfig(
          hosts,
          port,
          Optional.empty(),
          URI.create(registry),
          gitPort,
          URI.create(builder),
          URI.create("http://127.0.0.1:7002"),
          Secret.of(serviceKey),
          Secret.of(masterKey),
          Optional.empty(),
          soak,
          Duration.ofMinutes(5),
          HttpLimits.USUAL);
    }
  }

  private static Arguments wrong(String sentence, UnaryOperator<Draft> change) {
    return Arguments.of(sentence, change);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        wrong("listenHosts: name at least one address", draft -> draft.hosts(List.of())),
        wrong(
            "port: 0 works with one listen host only",
            draft -> draft.hosts(List.of("127.0.0.1", "10.0.0.1")).ports(0, 2222)),
        wrong("port: -1 is not a port", draft -> draft.ports(-1, 2222)),
        wrong("port: 65536 is not a port", draft -> draft.ports(65_536, 2222)),
        wrong("registryUrl: expected a URL with a host", draft -> draft.registry("x")),
        wrong("gitPort: 0 is not a port", draft -> draft.ports(8080, 0)),
        wrong("builderUrl: expected a URL with a host", draft -> draft.builder("file:/x")),
        wrong(
            "serviceKey: expected at least 16 characters",
            draft -> draft.keys("short", draft.masterKey())),
        wrong(
            "masterKey: expected 32 bytes as unpadded URL-safe base64",
            draft -> draft.keys(draft.serviceKey(), "AAAA")),
        wrong("soak: is not negative", draft -> draft.soak(Duration.ofSeconds(-1))),
        wrong("deadline: must be longer than the soak", draft -> draft.soak(Duration.ofHours(1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void a_fault_is_named(String sentence, UnaryOperator<Draft> change) {
    assertThatThrownBy(() -> change.apply(Draft.SOUND).config())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @Test
  void all_faults_are_told_at_once() {
    assertThatThrownBy(() -> Draft.SOUND.hosts(List.of()).registry("x").ports(8080, 0).config())
        .hasMessageContainingAll("listenHosts", "registryUrl", "gitPort");
  }

  @Test
  void secrets_are_not_printed() {
    assertThat(Draft.SOUND.config().toString())
        .doesNotContain(Draft.SOUND.serviceKey(), Draft.SOUND.masterKey());
  }
}
