package fleet.api.access.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.Json;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataTest {
  private static final URI ISSUER = URI.create("https://login.example.com/realms/corp");

  @Test
  void it_lies_below_the_issuer() {
    assertThat(Metadata.address(ISSUER))
        .isEqualTo(URI.create(ISSUER + "/.well-known/openid-configuration"));
    assertThat(Metadata.address(URI.create("https://example.com/")))
        .isEqualTo(URI.create("https://example.com/.well-known/openid-configuration"));
  }

  @Test
  void what_a_client_needs_is_read() {
    var read = Metadata.read(Json.write(honest()), ISSUER);
    assertThat(read.token()).isEqualTo(URI.create("https://login.example.com/token"));
    assertThat(read.secretInBody()).isFalse();
    assertThat(read.namesItself()).isFalse();
    var other = honest();
    other.put("token_endpoint_auth_methods_supported", List.of("client_secret_post"));
    other.put("authorization_response_iss_parameter_supported", true);
    assertThat(Metadata.read(Json.write(other), ISSUER).secretInBody()).isTrue();
    assertThat(Metadata.read(Json.write(other), ISSUER).namesItself()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "issuer, https://login.example.com, another issuer",
    "issuer, https://login.example.com/realms/corp/, another issuer",
    "token_endpoint, http://login.example.com/token, no sound token_endpoint",
    "token_endpoint, file:///etc/passwd, no sound token_endpoint",
    "token_endpoint, https://user@login.example.com/token, no sound token_endpoint",
    "token_endpoint, /token, no sound token_endpoint",
    "jwks_uri, '', no sound jwks_uri",
    "jwks_uri, 'https://a b', no sound jwks_uri",
    "authorization_endpoint, javascript:alert(1), no sound authorization_endpoint",
    "authorization_endpoint, https://login.example.com/a#b, no sound authorization_endpoint"
  })
  void what_is_not_sound_is_named(String field, String value, String sentence) {
    var bent = honest();
    bent.put(field, value);
    assertThatThrownBy(() -> Metadata.read(Json.write(bent), ISSUER))
        .isInstanceOf(ProviderFault.class)
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource({"[]", "'{'", "null", "7"})
  void what_is_no_object_is_refused(String json) {
    assertThatThrownBy(() -> Metadata.read(json, ISSUER)).isInstanceOf(ProviderFault.class);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "[::1]",
    "[fe80::1]",
    "[fd00::1]"
  })
  void a_provider_of_the_world_does_not_send_the_server_inside(String host) {
    var address = URI.create("https://%s/token".formatted(host));
    assertThatThrownBy(() -> Reach.require(address, URI.create("https://8.8.8.8")))
        .isInstanceOf(ProviderFault.class)
        .hasMessageContaining("private network");
    Reach.require(address, URI.create("https://10.0.0.1"));
    Reach.require(URI.create("https://9.9.9.9/token"), URI.create("https://8.8.8.8"));
  }

  private static Map<String, Object> honest() {
    var all = new HashMap<String, Object>();
    all.put("issuer", ISSUER.toString());
    all.put("authorization_endpoint", "https://login.example.com/authorize?x=1");
    all.put("token_endpoint", "https://login.example.com/token");
    all.put("jwks_uri", "https://keys.example.com/keys");
    return all;
  }
}
