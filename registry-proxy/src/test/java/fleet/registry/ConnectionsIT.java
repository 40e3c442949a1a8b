package fleet.registry;

import static fleet.registry.RegistryClient.bytes;
import static fleet.registry.RegistryClient.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.contract.release.Digest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients do to connections that no HTTP library would. */
class ConnectionsIT {
  @TempDir static Path folder;
  static TestRegistry registry;
  static RegistryClient client;

  @BeforeAll
  static void start() {
    registry = TestRegistry.start(folder);
    client = new RegistryClient(registry, "berlin/web");
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  private static Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), registry.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Reads up to the empty line. */
  private static String readHead(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      var next = in.read();
      assertThat(next).as("the connection stays open").isNotNegative();
      head.append((char) next);
    }
    return head.toString();
  }

  private static String request(String method, String path, String headers) {
    return "%s %s HTTP/1.1\r\nHost: registry\r\nAuthorization: Bearer %s\r\n%s\r\n"
        .formatted(method, path, client.token(), headers);
  }

  @Test
  void a_tls_hello_is_told_at_once_that_this_is_http() throws IOException {
    try (var socket = connect()) {
      socket.getOutputStream().write(HexFormat.of().parseHex("1603010200010001fc0303"));
      assertThat(readAll(socket)).startsWith("HTTP/1.1 400 ").contains("without encryption");
    }
    assertThat(client.get("/v2/").statusCode()).isEqualTo(200);
  }

  @Test
  void pipelined_requests_are_answered_in_order() throws IOException {
    var content = bytes(1, 700_000);
    var blob = client.path("blobs/" + client.pushBlob(content));
    var last = request("GET", "/v2/", "Connection: close\r\n");
    try (var socket = connect()) {
      write(socket, request("GET", blob, "") + request("HEAD", blob, "") + last);
      var in = new BufferedInputStream(socket.getInputStream());
      assertThat(readHead(in)).contains("200 OK", "content-length: 700000");
      assertThat(in.readNBytes(700_000)).isEqualTo(content);
      assertThat(readHead(in)).contains("200 OK", "content-length: 700000");
      assertThat(readHead(in)).contains("200 OK", "content-length: 2", "connection: close");
      assertThat(in.readAllBytes()).asString().isEqualTo("{}");
    }
  }

  @Test
  void tiny_chunks_and_a_request_behind_them_are_taken_apart() throws IOException {
    var content = bytes(2, 5_000);
    var upload = client.startUpload() + "?digest=" + Digest.of(content);
    var chunks = new StringBuilder();
    for (var value : content) {
      chunks.append("1\r\n").append((char) (value & 0xff)).append("\r\n");
    }
    try (var socket = connect()) {
      write(socket, request("PUT", upload, "Transfer-Encoding: chunked\r\n"));
      write(socket, chunks + "0\r\n\r\n" + request("GET", "/v2/", "Connection: close\r\n"));
      var answers = readAll(socket);
      assertThat(answers).startsWith("HTTP/1.1 201 ").contains("HTTP/1.1 200 OK");
    }
    assertThat(client.get(client.path("blobs/" + Digest.of(content))).body()).isEqualTo(content);
  }

  @Test
  void a_client_that_asks_first_is_told_to_go_on_or_not() throws IOException {
    var content = bytes(3, 1_000);
    var expect = "Expect: 100-continue\r\nContent-Length: 1000\r\n";
    var good = "/v2/berlin/web/blobs/uploads/?digest=" + Digest.of(content);
    try (var socket = connect()) {
      write(socket, request("POST", good, expect));
      var in = new BufferedInputStream(socket.getInputStream());
      assertThat(readHead(in)).startsWith("HTTP/1.1 100 ");
      socket.getOutputStream().write(content);
      assertThat(readHead(in)).startsWith("HTTP/1.1 201 ");
    }
    try (var socket = connect()) {
      write(socket, request("POST", good.replace("berlin", "closed"), expect));
      assertThat(readAll(socket)).startsWith("HTTP/1.1 401 ").contains("connection: close");
    }
  }

  @Test
  void a_client_that_vanishes_leaves_an_upload_that_goes_on() throws IOException {
    var content = bytes(4, 500_000);
    var upload = client.startUpload();
    try (var socket = connect()) {
      write(socket, request("PATCH", upload, "Content-Length: 500000\r\n"));
      socket.getOutputStream().write(content, 0, 200_000);
    }
    await().until(() -> header(client.get(upload), "Range").equals("0-199999"));
    var rest = Arrays.copyOfRange(content, 200_000, content.length);
    var put = client.send("PUT", upload + "?digest=" + Digest.of(content), rest);
    assertThat(put.statusCode()).isEqualTo(201);
    assertThat(client.get(client.path("blobs/" + Digest.of(content))).body()).isEqualTo(content);
  }

  @Test
  void a_whole_push_that_was_cut_off_leaves_nothing() throws IOException {
    var path = "/v2/berlin/web/blobs/uploads/?digest=" + Digest.of(bytes(5, 1_000));
    try (var socket = connect()) {
      write(socket, request("POST", path, "Content-Length: 1000\r\n") + "only this");
    }
    var uploads = folder.resolve("uploads").toFile();
    await().until(() -> uploadsOf(uploads) == 0);
  }

  /** Other tests' sessions have bytes or none: a cut-off push has nine. */
  private static long uploadsOf(java.io.File uploads) {
    return Arrays.stream(uploads.listFiles()).filter(file -> file.length() == 9).count();
  }

  @Test
  void what_is_not_http_is_refused() throws IOException {
    for (var rubbish : new String[] {"\0\0\0\0\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.x\r\n\r\n"}) {
      try (var socket = connect()) {
        write(socket, rubbish);
        assertThat(readAll(socket)).startsWith("HTTP/1.1 400 ");
      }
    }
  }

  @Test
  void heads_are_bounded() throws IOException {
    try (var socket = connect()) {
      write(socket, "GET /v2/" + "a".repeat(20_000) + " HTTP/1.1\r\n\r\n");
      assertThat(readAll(socket)).startsWith("HTTP/1.1 414 ");
    }
    try (var socket = connect()) {
      write(socket, "GET /v2/ HTTP/1.1\r\nA: " + "a".repeat(60_000) + "\r\n\r\n");
      assertThat(readAll(socket)).startsWith("HTTP/1.1 431 ");
    }
  }
}
