package fleet.api.access.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Providers that answer badly, or not at all. */
class ProviderHttpIT {
  private final ProviderHttp http = new ProviderHttp(Duration.ofSeconds(2));
  private final CountDownLatch over = new CountDownLatch(1);
  private ServerSocket server;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    over.countDown();
    server.close();
  }

  @Test
  void one_that_is_silent_is_not_waited_for() {
    says("");
    refused("it did not answer in 2 s");
  }

  @Test
  void one_that_never_ends_its_answer_is_not_waited_for() {
    says("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
    refused("it did not answer in 2 s");
  }

  @Test
  void one_that_answers_too_much_is_cut_off() {
    says("HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n" + "x".repeat(300_000));
    refused("it answered more than 256 KiB");
  }

  @Test
  void one_that_speaks_something_else_is_told_of() {
    says("SSH-2.0-OpenSSH\r\n\r\n");
    refused("it broke off, or does not speak HTTP");
  }

  @Test
  void one_that_sends_the_server_elsewhere_is_not_followed() {
    says("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
    refused("it sent the server elsewhere, which is not followed");
  }

  @Test
  void one_that_is_not_there_is_told_of() throws IOException {
    server.close();
    refused("it does not answer");
  }

  @Test
  void an_answer_is_read() {
    says("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    assertThat(http.get(address(), "its keys")).isEqualTo("{}");
  }

  private URI address() {
    return URI.create("http://127.0.0.1:%d/".formatted(server.getLocalPort()));
  }

  private void refused(String sentence) {
    assertThatThrownBy(() -> http.get(address(), "its keys"))
        .isInstanceOf(ProviderFault.class)
        .hasMessage(sentence);
  }

  /** Says that once, and keeps the connection open until the test is over. */
  private void says(String text) {
    Thread.startVirtualThread(() -> {
      try (var connection = server.accept()) {
        var _ = connection.getInputStream().read();
        connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().flush();
        over.await();
      } catch (IOException e) {
        // The client cut it off, as it should.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }
}
