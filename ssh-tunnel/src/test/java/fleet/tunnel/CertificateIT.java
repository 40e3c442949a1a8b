package fleet.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.Secret;
import fleet.contract.identity.SessionId;
import fleet.contract.identity.UserName;
import fleet.contract.node.Certificate;
import fleet.contract.node.GatewayFacts;
import fleet.contract.node.HostCertificateRequest;
import fleet.contract.node.UserCertificateRequest;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway signs, as the real ssh-keygen reads it, and what it does not sign. */
@SuppressWarnings("NullAway.Init") // set before all tests
class CertificateIT {
  private static final Duration MINUTES = Duration.ofMinutes(5);

  @TempDir private static Path folder;
  private static TunnelStack stack;
  private static String personKey;

  @BeforeAll
  static void start() throws IOException {
    stack = new TunnelStack("127.0.0.1");
    Shell.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file("person")).orThrow();
    personKey = Files.readString(folder.resolve("person.pub")).strip();
  }

  @AfterAll
  static void stop() throws IOException {
    stack.close();
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  private static String read(Certificate certificate) throws IOException {
    var path = Files.createTempFile(folder, "cert", ".pub");
    Files.writeString(path, certificate.line() + "\n");
    return Shell.run("ssh-keygen", "-L", "-f", path.toString()).orThrow().output();
  }

  @Test
  void a_user_certificate_names_person_session_device_and_landing_and_permits_a_terminal_only()
      throws IOException {
    var session = SessionId.random();
    var device = DeviceId.random();
    var request =
        new UserCertificateRequest(
            session, UserName.parse("ada"), device, "web", personKey, MINUTES);

    var read =
        read(stack.http().post("/internal/v1/certificates/user", request, Certificate.class));

    assertThat(read)
        .contains("ssh-ed25519-cert-v01@openssh.com user certificate")
        .contains("Key ID: \"session=%s user=ada\"".formatted(session))
        .containsPattern("Principals: \n\\s+web\n\\s+gateway@fleet\n")
        .containsPattern("Critical Options: \n\\s+device@fleet UNKNOWN OPTION: ")
        .containsPattern("Extensions: \n\\s+permit-pty\n$");
  }

  @Test
  void a_host_certificate_is_for_the_name_of_the_device() throws Exception {
    var device = DeviceId.random();
    var key = PublicKey.of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic());
    var request = new HostCertificateRequest(device, key, Duration.ofHours(1));

    var read =
        read(stack.http().post("/internal/v1/certificates/host", request, Certificate.class));

    assertThat(read)
        .contains("ssh-ed25519-cert-v01@openssh.com host certificate")
        .containsPattern("Principals: \n\\s+%s.fleet\n".formatted(device))
        .contains("Critical Options: (none)");
  }

  @Test
  void each_certificate_has_a_serial_of_its_own_and_a_row() throws IOException {
    var one = read(stack.certify(DeviceId.random(), "web", personKey, MINUTES));
    var two = read(stack.certify(DeviceId.random(), "web", personKey, MINUTES));

    assertThat(serial(one)).isNotEqualTo(serial(two));
    assertThat(rowsOf(serial(two))).isEqualTo(1);
  }

  @Test
  void the_row_of_a_certificate_names_its_session_and_no_person() throws IOException {
    var read = read(stack.certify(DeviceId.random(), "web", personKey, MINUTES));

    assertThat(read).contains("user=ada");
    assertThat(keyId(serial(read))).matches("session=\\S{36}");
  }

  @Test
  void what_the_version_before_writes_of_a_person_is_not_kept() {
    var kept =
        stack
            .jdbi()
            .<String, RuntimeException>withHandle(handle ->
                handle
                    .createQuery(
                        """
                        with certificate as (
                          insert into tunnel.certificates
                            (kind, key_id, principals, device, public_key, issued_at, expires_at)
                          values ('user', 'session=1 user=ada', '{}', gen_random_uuid(), '', now(), now())
                          returning key_id),
                        session as (
                          insert into tunnel.sessions
                            (id, permit, person, device, landing, serial, client_address, opened_at)
                          values (gen_random_uuid(), gen_random_uuid(), 'ada', gen_random_uuid(),
                                  'web', 1, '', now())
                          returning person)
                        select key_id || person from certificate, session\
                        """)
                    .mapTo(String.class)
                    .one());

    assertThat(kept).isEqualTo("session=1");
  }

  private static String keyId(long serial) {
    return stack
        .jdbi()
        .<String, RuntimeException>withHandle(handle ->
            handle
                .createQuery("select key_id from tunnel.certificates where serial = :serial")
                .bind("serial", serial)
                .mapTo(String.class)
                .one());
  }

  private static long serial(String read) {
    var line = read.lines().filter(text -> text.contains("Serial: ")).findFirst().orElseThrow();
    return Long.parseLong(line.replace("Serial: ", "").strip());
  }

  private static long rowsOf(long serial) {
    return stack
        .jdbi()
        .<Long, RuntimeException>withHandle(handle ->
            handle
                .createQuery(
                    "select count(*) from tunnel.certificates where serial = :serial and kind = 'user'")
                .bind("serial", serial)
                .mapTo(Long.class)
                .one());
  }

  @Test
  void the_keys_are_the_same_after_a_restart() {
    var before = stack.gateway();

    stack.restart();

    assertThat(stack.gateway()).isEqualTo(before);
  }

  @Test
  void another_master_key_does_not_start() {
    var other = config(0, Secret.of("HwAbAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4"));
    try (var server = new TunnelServer(other, stack.database())) {
      assertThatThrownBy(server::start)
          .hasMessageContaining("the master key is not the one it was wrapped by");
    }
  }

  @Test
  void a_port_in_use_is_named() {
    var port = stack.server().sshPort();
    try (var server =
        new TunnelServer(config(port, Secret.of(TunnelStack.MASTER_KEY)), stack.database())) {
      assertThatThrownBy(server::start)
          .hasMessage("port %d on 127.0.0.1 is in use".formatted(port));
    }
  }

  private static TunnelConfig config(int sshPort, Secret masterKey) {
    return new TunnelConfig(
        List.of("127.0.0.1"),
        sshPort,
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
        URI.create("http://127.0.0.1:1"),
        Secret.of("service"),
        masterKey);
  }

  @Test
  void without_the_service_key_nothing_is_told() {
    var stranger = stack.http(Secret.of("guessed"));

    assertThatThrownBy(() -> stranger.get("/internal/v1/gateway", GatewayFacts.class))
        .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
        .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.UNAUTHENTICATED));
  }

  @Test
  void what_cannot_be_certified_is_refused_with_a_sentence() {
    refused("web", "no key at all", MINUTES, "the public key is not an OpenSSH line");
    refused("../etc", personKey, MINUTES, "is not a service name");
    refused("gateway@fleet", personKey, MINUTES, "is not a service name");
    refused("web", personKey, Duration.ofDays(1), "at most 60 minutes");
    refused("web", personKey, Duration.ZERO, "more than nothing");
    refused("web", weakKey(), MINUTES, "an RSA key needs 3072 bits");
  }

  private static String weakKey() {
    Shell.run("ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-N", "", "-f", file("weak"))
        .orThrow();
    return Shell.run("cat", file("weak.pub")).orThrow().output().strip();
  }

  private static void refused(String landing, String key, Duration validFor, String sentence) {
    assertThatThrownBy(() -> stack.certify(DeviceId.random(), landing, key, validFor))
        .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
        .satisfies(e -> {
          assertThat(e.problem().code()).isEqualTo(ProblemCode.INVALID_REQUEST);
          assertThat(e.problem().message()).contains(sentence);
        });
  }
}
