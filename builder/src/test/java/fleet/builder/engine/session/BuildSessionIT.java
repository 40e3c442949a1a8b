package fleet.builder.engine.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.builder.engine.address.EngineAddress;
import fleet.builder.engine.address.EngineDoor;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions with engines that do not behave. */
final class BuildSessionIT {
  @TempDir private Path folder;

  @Test
  void an_engine_that_asks_nothing_is_given_up() throws Exception {
    var silent = new CountDownLatch(1);
    try (var engine = engine("HTTP/1.1 101 UPGRADED\r\nUpgrade: h2c\r\n\r\n");
        var loop = new SessionLoop();
        var session =
            BuildSession.open(
                loop,
                door(engine),
                offer(),
                new Silence(Duration.ofMillis(300), silent::countDown))) {
      assertThat(session.contextUrl()).endsWith(session.id());
      assertThat(silent.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void an_engine_that_refuses_is_told_by_its_first_line() throws Exception {
    try (var engine = engine("HTTP/1.1 400 Bad Request\r\nX: y\r\n\r\n");
        var loop = new SessionLoop()) {
      var silence = new Silence(Duration.ofSeconds(60), () -> {});
      assertThatThrownBy(() -> BuildSession.open(loop, door(engine), offer(), silence))
          .isInstanceOf(IOException.class)
          .hasRootCauseMessage("it refuses a session: HTTP/1.1 400 Bad Request");
    }
  }

  private Offer offer() {
    return new Offer(folder.resolve("context.tar"), Map.of(), Map.of());
  }

  private static EngineDoor door(ServerSocketChannel engine) throws IOException {
    return EngineDoor.of(new EngineAddress.Socket(Path.of(engine.getLocalAddress().toString())));
  }

  /** Answers the first request so, and nothing more. */
  private ServerSocketChannel engine(String answer) throws IOException {
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(folder.resolve("engine.sock")));
    var _ =
        Thread.ofVirtual()
            .start(() -> {
              try (var connection = server.accept()) {
                var _ = connection.read(ByteBuffer.allocate(4096));
                var _ = connection.write(US_ASCII.encode(answer));
                while (connection.read(ByteBuffer.allocate(4096)) >= 0) {
                  // What HTTP/2 sends is not answered.
                }
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    return server;
  }
}
