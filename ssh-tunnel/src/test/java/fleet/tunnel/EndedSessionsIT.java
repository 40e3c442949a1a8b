package fleet.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.SessionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sessions that the API says are over. OpenSSH stands for the device: what it forwards ends at a
 * port of this test.
 */
@SuppressWarnings("NullAway.Init") // set before each test
class EndedSessionsIT {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final String HOST = "127.0.0.1";

  private final DeviceId device = DeviceId.random();
  private final SessionId session = SessionId.random();
  @TempDir private Path folder;
  private TunnelStack stack;
  private ServerSocket inside;
  private Process link;

  @BeforeEach
  void start() throws IOException {
    stack = new TunnelStack(HOST);
    inside = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    var identity = new Person(folder.resolve("device"), HOST, stack.gateway());
    var key = identity.publicKey().split(" ");
    stack.api().add(key[0] + " " + key[1], device);
    var forward = "%s.fleet:22:%s:%d".formatted(device, HOST, inside.getLocalPort());
    link =
        new ProcessBuilder(identity.command("-N", "-R", forward, "-l", "device", "gateway"))
            .inheritIO()
            .start();
  }

  @AfterEach
  void stop() throws IOException {
    link.destroy();
    inside.close();
    stack.close();
  }

  @Test
  void what_passes_ends_for_person_and_device_and_the_person_is_told_why() throws Exception {
    var person = pass(stack.person(folder.resolve("ada"), device, session));
    var end = CompletableFuture.supplyAsync(this::hearEnd);
    assertThat(person.inputReader().readLine()).isEqualTo("hello");
    assertThat(passages("closed_at is null")).isOne();

    stack.api().end(session, "ada is signed out");

    assertThat(person.onExit()).succeedsWithin(LIMIT);
    assertThat(person.errorReader().lines())
        .anyMatch(line -> line.contains("this session is over: ada is signed out"));
    assertThat(end).succeedsWithin(LIMIT);
    await().atMost(LIMIT).until(() -> passages("closed_at is not null") == 1);
  }

  @Test
  void who_is_at_the_gateway_without_a_passage_is_sent_away_too_and_nobody_else() throws Exception {
    var other = stay(stack.person(folder.resolve("bob"), device, SessionId.random()));
    var person = stay(stack.person(folder.resolve("ada"), device, session));
    var asked = stack.api().askedForEnded();
    await().atMost(LIMIT).until(() -> stack.api().askedForEnded() > asked);
    assertThat(person.isAlive()).isTrue();

    stack.api().end(session, "the device was removed");

    assertThat(person.onExit()).succeedsWithin(LIMIT);
    assertThat(other.isAlive()).isTrue();
    other.destroy();
  }

  @Test
  void a_certificate_of_a_session_that_is_over_lets_nobody_stay() throws Exception {
    var person = stack.person(folder.resolve("ada"), device, session);
    stack.api().end(session, "it lasts 12 hours at most");

    var refused = stay(person);

    assertThat(refused.onExit()).succeedsWithin(LIMIT);
    assertThat(refused.errorReader().lines()).anyMatch(line -> line.contains("12 hours at most"));
  }

  @Test
  void nothing_is_asked_while_nobody_is_there() throws Exception {
    await().atMost(LIMIT).until(() -> stack.api().asked() > 0);

    assertThat(stack.api().askedForEnded()).isZero();
  }

  /** Opens a passage to the device, as {@code ssh -J} does. */
  private Process pass(Person person) throws IOException {
    return new ProcessBuilder(person.command("-W", device + ".fleet:22", "gateway")).start();
  }

  private static Process stay(Person person) throws IOException {
    return new ProcessBuilder(person.command("-N", "gateway")).start();
  }

  /** Says hello to whoever comes in, and returns when they are gone. */
  private int hearEnd() {
    try (var guest = inside.accept()) {
      guest.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
      return guest.getInputStream().read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int passages(String where) {
    return stack
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select count(*) from tunnel.sessions where " + where)
                .mapTo(Integer.class)
                .one());
  }
}
