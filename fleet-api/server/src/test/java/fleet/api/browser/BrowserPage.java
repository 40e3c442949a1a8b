package fleet.api.browser;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** One page of a browser, as a person sees and types in it. */
public final class BrowserPage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DevTools tools;

  BrowserPage(DevTools tools) {
    this.tools = tools;
    for (var domain : List.of("Page", "Runtime", "Log", "Network")) {
      tools.send(domain + ".enable", Map.of());
    }
  }

  /** Goes to an address; whoever needs what is there waits for it. */
  public void open(URI address) {
    tools.send("Page.navigate", Map.of("url", address.toString()));
  }

  /** Sets the size of the window, and the colours that its owner prefers: light or dark. */
  public void look(int width, int height, String colours) {
    tools.send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    var feature = Map.of("name", "prefers-color-scheme", "value", colours);
    tools.send("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /** The value of a JavaScript expression. */
  public JsonNode evaluate(String expression) {
    var answer =
        tools.send(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.get("result").path("value");
  }

  /** The text that one sees of an element; empty while there is none. */
  public String text(String selector) {
    return evaluate("document.querySelector(%s)?.innerText ?? ''".formatted(quoted(selector)))
        .asText();
  }

  /** Waits until an element shows this text. */
  public void awaitText(String selector, String text) {
    await(selector + " shows " + text).atMost(PATIENCE).until(() -> text(selector).contains(text));
  }

  /** Waits until a JavaScript expression is true. */
  public void awaitTrue(String expression) {
    await(expression).atMost(PATIENCE).until(() -> evaluate(expression).asBoolean());
  }

  public void click(String selector) {
    awaitTrue("document.querySelector(%s) !== null".formatted(quoted(selector)));
    evaluate("document.querySelector(%s).click()".formatted(quoted(selector)));
  }

  /** Types into whatever has the focus. */
  public void type(String text) {
    tools.send("Input.insertText", Map.of("text", text));
  }

  /** Presses and releases Tab or Enter. */
  public void press(String key) {
    var code = key.equals("Enter") ? 13 : 9;
    var text = key.equals("Enter") ? "\r" : "";
    var down =
        Map.of(
            "type",
            "keyDown",
            "key",
            key,
            "code",
            key,
            "text",
            text,
            "windowsVirtualKeyCode",
            code);
    tools.send("Input.dispatchKeyEvent", down);
    tools.send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key));
  }

  /** Cuts the page off from every server, or puts it back. */
  public void offline(boolean cut) {
    tools.send(
        "Network.emulateNetworkConditions",
        Map.of("offline", cut, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
  }

  /** Exceptions, console errors and broken policies since the page was opened. */
  public List<String> complaints() {
    return tools.events().stream()
        .filter(BrowserPage::isComplaint)
        .map(event -> event.get("params").toString())
        .toList();
  }

  /** Every address that the page has asked for. */
  public List<String> requests() {
    return tools.events().stream()
        .filter(event -> event.get("method").textValue().equals("Network.requestWillBeSent"))
        .map(event -> event.at("/params/request/url").textValue())
        .toList();
  }

  /** Writes what one sees as a PNG. */
  public void screenshot(Path file) throws IOException {
    var image = tools.send("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
    Files.write(file, Base64.getDecoder().decode(image.get("data").textValue()));
  }

  /** Shows this page before the others, which are hidden then. */
  public void bringToFront() {
    tools.send("Page.bringToFront", Map.of());
  }

  @Override
  public void close() {
    tools.send("Page.close", Map.of());
    tools.close();
  }

  private static boolean isComplaint(JsonNode event) {
    return switch (event.get("method").textValue()) {
      case "Runtime.exceptionThrown" -> true;
      case "Runtime.consoleAPICalled" -> event.at("/params/type").asText().equals("error");
      case "Log.entryAdded" -> event.at("/params/entry/level").asText().equals("error");
      default -> false;
    };
  }

  private static String quoted(String text) {
    return Json.write(text);
  }
}
