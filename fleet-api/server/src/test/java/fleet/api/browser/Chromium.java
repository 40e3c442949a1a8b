package fleet.api.browser;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A headless Chromium of its own, with a fresh profile, on any free port. */
public final class Chromium implements AutoCloseable {
  private static final String READY = "DevTools listening on ";
  private static final List<String> COMMAND =
      List.of(
          "chromium",
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--remote-debugging-port=0");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI address;

  private Chromium(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts one with its profile in an empty folder. */
  public static Chromium start(Path profile) throws IOException {
    var command = new ArrayList<>(COMMAND);
    command.add("--user-data-dir=" + profile);
    var process = launch(command, profile);
    var errors =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    for (var line = errors.readLine(); line != null; line = errors.readLine()) {
      if (line.startsWith(READY)) {
        Thread.ofVirtual().start(() -> errors.lines().forEach(_ -> {}));
        return new Chromium(process, URI.create(line.substring(READY.length())));
      }
    }
    throw new IllegalStateException("chromium ended before it was ready");
  }

  /** Opens a new, empty page. */
  public BrowserPage newPage() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://%s/json/new?about:blank".formatted(address.getAuthority())))
            .method("PUT", HttpRequest.BodyPublishers.noBody())
            .build();
    var target = Json.read(http.send(request, BodyHandlers.ofString()).body(), JsonNode.class);
    var socket = URI.create(target.get("webSocketDebuggerUrl").textValue());
    return new BrowserPage(new DevTools(http, socket));
  }

  @Override
  public void close() {
    var children = process.descendants().toList();
    process.destroy();
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join().destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    children.forEach(child -> child.onExit().join());
    http.close();
  }

  private static Process launch(List<String> command, Path temporary) {
    var builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("TMPDIR", temporary.toString());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IllegalStateException(
          "chromium does not start: install it with `fleet doctor --install`", e);
    }
  }
}
