package fleet.builder.engine;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.builder.engine.address.EngineAddress;
import fleet.builder.engine.session.BuildSession;
import fleet.builder.engine.session.Offer;
import fleet.builder.engine.session.SessionLoop;
import fleet.builder.engine.session.Silence;
import fleet.builder.engine.session.Workers;
import fleet.contract.Json;
import fleet.contract.identity.Secret;
import fleet.contract.release.BuildTool;
import fleet.contract.release.Digest;
import fleet.contract.release.Platform;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** A Docker Engine with BuildKit inside, reached by its API. Thread-safe. */
public final class DockerEngine implements BuildEngine {
  private static final int NOT_FOUND = 404;
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final Duration QUESTION = Duration.ofSeconds(10);
  private static final Duration REMOVAL = Duration.ofSeconds(60);

  private final EngineAddress address;
  private final EngineHttp http;
  private final SessionLoop loop = new SessionLoop();

  public DockerEngine(EngineAddress address) {
    this.address = address;
    this.http = new EngineHttp(address);
  }

  @Override
  public EngineVersion version() {
    return http.ask(
        QUESTION,
        EngineHttp.request("GET", "/version").build(),
        response -> {
          http.refuseErrors(response, "tell its version");
          var told = Json.mapper().readTree(response.getBody());
          var name = told.path("Platform").path("Name").asText();
          return new EngineVersion(
              new BuildTool(name.isBlank() ? "Docker Engine" : name, told.path("Version").asText()),
              told.path("Arch").asText());
        });
  }

  @Override
  public Set<Platform> platforms() {
    return http.within(QUESTION, () -> Workers.platforms(loop, http.door()));
  }

  @Override
  public ImageOutcome build(ImageOrder order, BuildWatcher watcher) {
    var offer = new Offer(order.context().file(), order.secrets(), order.logins());
    try (var lifeline = new Lifeline();
        var session =
            BuildSession.open(loop, http.door(), offer, new Silence(SILENCE, lifeline::cut));
        var response =
            http.send(EngineHttp.request("POST", "/build" + query(order, session)).build())) {
      http.refuseErrors(response, "build");
      return own(BuildStream.read(response.getBody(), watcher));
    } catch (IOException e) {
      throw http.noAnswer(e);
    }
  }

  /** The outcome, where the Dockerfile has made it. */
  private ImageOutcome own(ImageOutcome outcome) {
    if (outcome instanceof ImageOutcome.Failed failed) {
      if (EngineTrouble.isFull(failed.reason())) {
        throw EngineException.full(address.toString());
      }
      if (EngineTrouble.isEnd(failed.reason())) {
        throw EngineException.ended(address.toString());
      }
    }
    return outcome;
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
        EngineHttp.request("POST", route + new Query().add("tag", tag.substring(colon + 1)))
            .putHeader("X-Registry-Auth", credentials(registryToken));
    try (var lifeline = new Lifeline();
        var _ = new Pulse(this::lives, SILENCE, lifeline::cut);
        var response = http.send(request.build())) {
      http.refuseErrors(response, "push");
      return PushStream.read(response.getBody());
    } catch (IOException e) {
      throw http.noAnswer(e);
    }
  }

  private boolean lives() {
    try {
      return http.ask(
          QUESTION,
          EngineHttp.request("GET", "/_ping").build(),
          response -> response.getStatusCode() < 500);
    } catch (EngineException e) {
      return false;
    }
  }

  @Override
  public void remove(String tag) {
    var _ =
        http.ask(
            REMOVAL,
            EngineHttp.request("DELETE", "/images/" + tag).build(),
            response -> {
              if (response.getStatusCode() != NOT_FOUND) {
                http.refuseErrors(response, "remove " + tag);
              }
              return tag;
            });
  }

  @Override
  public List<String> tags(String prefix) {
    return http.ask(
        QUESTION,
        EngineHttp.request("GET", "/images/json").build(),
        response -> {
          http.refuseErrors(response, "list images");
          var images = Json.mapper().readTree(response.getBody());
          return StreamSupport.stream(images.spliterator(), false)
              .flatMap(image -> StreamSupport.stream(image.path("RepoTags").spliterator(), false))
              .map(JsonNode::asText)
              .filter(tag -> tag.startsWith(prefix))
              .toList();
        });
  }

  @Override
  public void close() {
    loop.close();
    http.close();
  }

  private static String credentials(Secret registryToken) {
    return Base64.getUrlEncoder()
        .encodeToString(Json.writeBytes(Map.of("registrytoken", registryToken.reveal())));
  }
}
