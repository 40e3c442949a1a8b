package fleet.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import fleet.cli.machine.EngineSocket;
import fleet.contract.Json;
import fleet.contract.identity.DeviceId;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What the demo's device made on an engine. On a shared one it would stay. */
record DeviceTraces(EngineSocket engine, DeviceId device) {
  /** Removes it, and nothing of anybody else: another device may run on the same engine. */
  void remove() {
    for (var container : list("/containers/json?all=1&filters=" + labelled())) {
      engine.delete("/containers/%s?force=1&v=1".formatted(container.path("Id").asText()));
    }
    for (var network : list("/networks?filters=" + labelled())) {
      engine.delete("/networks/" + network.path("Id").asText());
    }
    for (var volume : list("/volumes?filters=" + labelled()).path("Volumes")) {
      engine.delete("/volumes/" + encoded(volume.path("Name").asText()));
    }
    var images = "fleet.local/%s/*/*".formatted(device.brief());
    for (var image : list("/images/json?filters=" + filter("reference", images))) {
      image.path("RepoTags").forEach(tag -> engine.delete("/images/" + tag.asText()));
    }
  }

  private String labelled() {
    return filter("label", "fleet.device=" + device);
  }

  private static String filter(String name, String value) {
    return encoded(Json.write(Map.of(name, List.of(value))));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private JsonNode list(String route) {
    try {
      return Json.mapper().readTree(engine.get(route));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("the engine does not list what it has", e);
    }
  }
}
