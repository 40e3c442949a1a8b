package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.api.http.HttpLimits;
import fleet.contract.device.ServerMessage;
import fleet.contract.release.Platform;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who sends drop by drop, or nothing at all, is cut off; nobody else is. */
class SlowClientsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int CONNECTIONS = 20;
  private static RunningApi api;

  private final List<Socket> sockets = new ArrayList<>();

  @BeforeAll
  static void start() {
    var second = Duration.ofSeconds(1);
    api = RunningApi.alone(new HttpLimits(second, second, CONNECTIONS));
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @AfterEach
  void close() throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
  }

  @Test
  void a_connection_that_asks_nothing_is_cut_off() throws IOException {
    assertThat(open().getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void a_head_that_drips_is_cut_off() throws IOException {
    assertCutOff(open(), "GET /api/v1/health HTTP/1.1\r\nX: ");
  }

  @Test
  void a_second_head_that_drips_is_cut_off() throws IOException {
    var socket = open();
    send(socket, "GET /api/v1/me HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(socket.getInputStream().read()).isEqualTo('H');
    assertCutOff(socket, "GET /api/v1/me HTTP/1.1\r\nX: ");
  }

  @Test
  void a_body_that_drips_is_cut_off() throws IOException {
    assertCutOff(open(), "POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n");
  }

  @Test
  void a_chunked_body_that_drips_is_cut_off() throws IOException {
    assertCutOff(
        open(),
        "POST /api/v1/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nff00\r\n");
  }

  @Test
  void more_connections_than_are_allowed_are_cut_off_and_room_is_made_again() {
    await("an answer once the idle ones are gone")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> {
          for (var i = 0; i < 2 * CONNECTIONS; i++) {
            var _ = open();
          }
          var last = open();
          send(last, "GET /api/v1/me HTTP/1.1\r\nHost: x\r\n\r\n");
          assertThat(ended(last)).as("one too many").isTrue();
        });
    await("room again")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> api.asAdmin().get("/api/v1/me").expect(200));
  }

  @Test
  void a_stream_that_says_nothing_for_longer_is_not_cut_off() throws IOException {
    var caller = api.asAdmin();
    var socket = open();
    send(
        socket,
        "GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(caller.token().orElseThrow().reveal()));
    var silent = open();
    assertThat(silent.getInputStream().read()).as("the limit has passed").isEqualTo(-1);
    api.newFleet("while-listening");
    var heard = new StringBuilder();
    while (heard.indexOf("while-listening") < 0) {
      var next = socket.getInputStream().read();
      assertThat(next).as("heard before: %s", heard).isNotEqualTo(-1);
      heard.append((char) next);
    }
  }

  @Test
  void a_device_that_says_nothing_for_longer_is_not_cut_off() throws Exception {
    var fleet = api.newFleet("quiet");
    var device = new TestDevice(api);
    var registered = device.register(api.newKey(fleet, 1).key(), "cellar");
    try (var link = DeviceSocket.open(device.signIn(registered.device()))) {
      link.next(ServerMessage.Target.class);
      for (var i = 0; i < 2; i++) {
        assertThat(open().getInputStream().read()).as("the limit has passed").isEqualTo(-1);
      }

      var release = api.release(fleet, Samples.release(fleet, Platform.LINUX_AMD64));

      assertThat(link.next(ServerMessage.Target.class).state().release())
          .hasValueSatisfying(target -> assertThat(target.id()).isEqualTo(release.id()));
    }
  }

  private Socket open() throws IOException {
    var socket = new Socket(api.address().getHost(), api.address().getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    sockets.add(socket);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Goes on a byte at a time, so that no pause is ever long. */
  private static void assertCutOff(Socket socket, String beginning) throws IOException {
    send(socket, beginning);
    await("cut off")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> {
          try {
            send(socket, "a");
            return false;
          } catch (IOException e) {
            return true;
          }
        });
  }

  private static boolean ended(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return true;
    }
  }
}
