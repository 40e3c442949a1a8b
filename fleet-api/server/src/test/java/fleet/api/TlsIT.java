package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.api.certificate.Authority;
import fleet.api.certificate.Pems;
import fleet.contract.identity.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API over TLS, by an authority of its own. */
class TlsIT {
  private static RunningApi plain;
  private static ApiServer server;

  @BeforeAll
  static void start() {
    plain = RunningApi.alone();
    server = plain.overTls("fleet.example.org");
    server.start();
  }

  @AfterAll
  static void stop() {
    server.close();
    plain.close();
  }

  @Test
  void who_trusts_the_authority_is_answered() throws Exception {
    var answer = get(server, trusting(server.authority().orElseThrow().certificate()));
    assertThat(answer).startsWith("{");
  }

  @Test
  void who_trusts_another_authority_goes_no_further() throws Exception {
    try (var other = RunningApi.alone();
        var stranger = other.overTls()) {
      stranger.start();
      var theirs = trusting(stranger.authority().orElseThrow().certificate());
      assertThatThrownBy(() -> get(server, theirs)).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void only_the_versions_1_2_and_1_3_are_spoken() throws Exception {
    assertThat(openssl("-tls1_3")).contains("New, TLSv1.3");
    assertThat(openssl("-tls1_2")).contains("New, TLSv1.2");
    for (var old : List.of("-tls1_1", "-tls1")) {
      assertThat(openssl(old, "-cipher", "ALL:@SECLEVEL=0")).contains("(NONE)");
    }
  }

  @Test
  void openssl_believes_the_chain_and_each_of_the_names(@TempDir Path folder) throws Exception {
    var authority = Files.writeString(folder.resolve("authority.pem"), authority().pem());
    for (var name :
        List.of(
            List.of("-verify_hostname", "fleet.example.org"),
            List.of("-verify_ip", "127.0.0.1"),
            List.of("-verify_hostname", "localhost"))) {
      assertThat(openssl("-CAfile", authority.toString(), name.getFirst(), name.getLast()))
          .contains("Verify return code: 0 (ok)");
    }
    assertThat(openssl("-CAfile", authority.toString(), "-verify_hostname", "else.example.org"))
        .contains("hostname mismatch");
  }

  @Test
  void who_speaks_plainly_to_it_is_cut_off() throws Exception {
    try (var socket =
        new Socket(InetAddress.getLoopbackAddress(), server.tlsPort().orElseThrow())) {
      var request = "GET /api/v1/health HTTP/1.1\r\nHost: fleet\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
          .doesNotContain("HTTP/1.1 200");
    }
  }

  @Test
  void every_node_and_every_start_has_the_same_authority() {
    try (var second = plain.overTls()) {
      second.start();
      assertThat(second.authority().orElseThrow().certificate())
          .isEqualTo(authority().certificate());
    }
  }

  @Test
  void the_authoritys_key_is_not_in_the_database_as_it_is() {
    var stored = plain.database().everyRow("certificate_authorities");
    assertThat(stored).contains(hex(authority().certificate()));
    assertThat(stored).doesNotContain(hex(authority().key().getEncoded()));
  }

  @Test
  void another_master_key_does_not_open_it() {
    var other = Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(other()));
    try (var stranger = plain.overTls(other)) {
      assertThatThrownBy(stranger::start).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void a_certificate_that_the_operator_brought_is_served_instead(@TempDir Path folder)
      throws Exception {
    var pems = new Pems(folder);
    var theirs = pems.write(Instant.now());
    try (var given = plain.overTls(pems.files())) {
      given.start();
      assertThat(get(given, trusting(theirs.certificate()))).startsWith("{");
      assertThatThrownBy(() -> get(given, trusting(authority().certificate())))
          .isInstanceOf(SSLException.class);
      assertThat(given.authority()).isEmpty();
    }
  }

  private static Authority authority() {
    return server.authority().orElseThrow();
  }

  private static byte[] other() {
    var key = new byte[32];
    key[0] = 1;
    return key;
  }

  private static String hex(X509Certificate certificate) {
    try {
      return hex(certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String get(ApiServer server, SSLContext context)
      throws IOException, InterruptedException {
    var url = "https://127.0.0.1:%d/api/v1/health".formatted(server.tlsPort().orElseThrow());
    try (var client = HttpClient.newBuilder().sslContext(context).build()) {
      var request = HttpRequest.newBuilder(URI.create(url)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  private static SSLContext trusting(X509Certificate authority)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("authority", authority);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** What s_client says of the port. */
  private static String openssl(String... options) throws IOException {
    var command = new ArrayList<>(List.of("openssl", "s_client", "-connect"));
    command.add("127.0.0.1:" + server.tlsPort().orElseThrow());
    command.addAll(List.of(options));
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    try (var said = process.getInputStream()) {
      return new String(said.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
