package fleet.builder.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import fleet.builder.engine.session.BuildSession;
import fleet.builder.engine.session.Offer;
import fleet.builder.engine.session.SessionLoop;
import fleet.builder.engine.session.Silence;
import fleet.contract.Json;
import fleet.contract.identity.Secret;
import fleet.contract.release.BuildTool;
import fleet.contract.release.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A Docker Engine with BuildKit inside, reached by its API. Thread-safe. */
public final class DockerEngine implements BuildEngine {
  private static final int MAX_CONNECTIONS = 16;
  private static final int MAX_ERROR_BYTES = 64 * 1024;
  private static final int NOT_FOUND = 404;
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final URI address;
  private final DockerHttpClient http;
  private final SessionLoop loop = new SessionLoop();

  public DockerEngine(URI address) {
    this.address = address;
    this.http =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(address)
            .maxConnections(MAX_CONNECTIONS)
            .connectionTimeout(Duration.ofSeconds(10))
            .build();
  }

  @Override
  public EngineVersion version() {
    try (var response = send(request("GET", "/version").build())) {
      refuseErrors(response, "tell its version");
      var told = Json.mapper().readTree(response.getBody());
      var name = told.path("Platform").path("Name").asText();
      return new EngineVersion(
          new BuildTool(name.isBlank() ? "Docker Engine" : name, told.path("Version").asText()),
          told.path("Arch").asText());
    } catch (IOException e) {
      throw EngineException.noAnswer(address.toString(), e);
    }
  }

  @Override
  public ImageOutcome build(ImageOrder order, BuildWatcher watcher) {
    var offer = new Offer(order.context().file(), order.secrets(), order.logins());
    try (var lifeline = new Lifeline();
        var session = BuildSession.open(loop, address, offer, new Silence(SILENCE, lifeline::cut));
        var response = send(request("POST", "/build" + query(order, session)).build())) {
      refuseErrors(response, "build");
      return BuildStream.read(response.getBody(), watcher);
    } catch (IOException e) {
      throw EngineException.noAnswer(address.toString(), e);
    }
  }

  private static Query query(ImageOrder order, BuildSession session) {
    var settings = order.settings();
    var query =
        new Query()
            .add("version", "2")
            .add("session", session.id())
            .add("remote", session.contextUrl())
            .add("platform", order.platform().toString())
            .add("t", order.tag())
            .add("dockerfile", order.context().dockerfile())
            .add("buildargs", Json.write(settings.args()))
            .add("labels", Json.write(settings.labels()))
            .add("cachefrom", Json.write(settings.cacheFrom()))
            .add("networkmode", settings.surroundings().network().mode())
            .add("nocache", order.noCache() ? "1" : "0");
    settings.target().ifPresent(target -> query.add("target", target));
    settings
        .surroundings()
        .shmBytes()
        .ifPresent(bytes -> query.add("shmsize", Long.toString(bytes)));
    settings
        .surroundings()
        .hosts()
        .forEach((name, address) -> query.add("extrahosts", name + ":" + address));
    return query;
  }

  @Override
  public Digest push(String tag, Secret registryToken) {
    var colon = tag.lastIndexOf(':');
    var route = "/images/%s/push".formatted(tag.substring(0, colon));
    var request =
        request("POST", route + new Query().add("tag", tag.substring(colon + 1)))
            .putHeader("X-Registry-Auth", credentials(registryToken));
    try (var response = send(request.build())) {
      refuseErrors(response, "push");
      return PushStream.read(response.getBody());
    } catch (IOException e) {
      throw EngineException.noAnswer(address.toString(), e);
    }
  }

  @Override
  public void remove(String tag) {
    try (var response = send(request("DELETE", "/images/" + tag).build())) {
      if (response.getStatusCode() != NOT_FOUND) {
        refuseErrors(response, "remove " + tag);
      }
    }
  }

  @Override
  public List<String> tags(String prefix) {
    try (var response = send(request("GET", "/images/json").build())) {
      refuseErrors(response, "list images");
      var images = Json.mapper().readTree(response.getBody());
      return StreamSupport.stream(images.spliterator(), false)
          .flatMap(image -> StreamSupport.stream(image.path("RepoTags").spliterator(), false))
          .map(JsonNode::asText)
          .filter(tag -> tag.startsWith(prefix))
          .toList();
    } catch (IOException e) {
      throw EngineException.noAnswer(address.toString(), e);
    }
  }

  @Override
  public void close() {
    loop.close();
    try {
      http.close();
    } catch (IOException e) {
      throw EngineException.noAnswer(address.toString(), e);
    }
  }

  private static String credentials(Secret registryToken) {
    return Base64.getUrlEncoder()
        .encodeToString(Json.writeBytes(Map.of("registrytoken", registryToken.reveal())));
  }

  private static Request.Builder request(String method, String path) {
    return Request.builder().method(Request.Method.valueOf(method)).path(path);
  }

  private Response send(Request request) {
    try {
      return http.execute(request);
    } catch (RuntimeException e) {
      throw EngineException.noAnswer(address.toString(), e);
    }
  }

  private void refuseErrors(Response response, String order) {
    if (response.getStatusCode() < 400) {
      return;
    }
    try {
      var body = new String(response.getBody().readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8);
      var message = Json.mapper().readTree(body).path("message").asText(body);
      throw EngineException.refused(order, message.strip());
    } catch (IOException e) {
      throw EngineException.noAnswer(address.toString(), e);
    }
  }
}
