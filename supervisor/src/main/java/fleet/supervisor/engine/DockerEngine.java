package fleet.supervisor.engine;

import fleet.contract.codec.Records;
import fleet.contract.codec.Tree;
import fleet.supervisor.http.Answer;
import fleet.supervisor.http.Http;
import fleet.supervisor.plan.ContainerId;
import fleet.supervisor.plan.Network;
import fleet.supervisor.plan.Networks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A stock Docker Engine at its unix socket, spoken to in the newest API version that it has. */
public final class DockerEngine implements Engine {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration UNBOUNDED = Duration.ofDays(1);
  private static final int NOT_MODIFIED = 304;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final EngineHttp http;

  public DockerEngine(Http http, Path socket) {
    this.http = new EngineHttp(http, socket);
  }

  @Override
  public List<EngineContainer> containers(Label owner) {
    var filters = filters(Map.of("label", List.of(text(owner))));
    var containers = new ArrayList<EngineContainer>();
    for (var entry : get("/containers/json?all=1&filters=" + filters).orElseThrow().items()) {
      var container = get("/containers/%s/json".formatted(entry.path("Id").text()));
      container.map(EngineJson::container).ifPresent(containers::add);
    }
    return containers;
  }

  @Override
  public ContainerId createContainer(NewContainer order) {
    var path = "/containers/create?name=" + order.name();
    var json = post(path, Optional.of(ContainerJson.of(order)), PATIENCE, Set.of());
    return new ContainerId(json.path("Id").text());
  }

  @Override
  public void start(ContainerId container) {
    order("/containers/%s/start".formatted(container.value()), PATIENCE, Set.of(NOT_MODIFIED));
  }

  @Override
  public void stop(ContainerId container) {
    var path = "/containers/%s/stop".formatted(container.value());
    order(path, UNBOUNDED, Set.of(NOT_MODIFIED, NOT_FOUND));
  }

  @Override
  public void remove(ContainerId container) {
    delete("/containers/%s?force=1&v=1".formatted(container.value()), Set.of(NOT_FOUND, CONFLICT));
  }

  @Override
  public boolean passes(ContainerId container, List<String> command) {
    return new Probe(this).passes(container.value(), command);
  }

  @Override
  public void logs(ContainerId container, LogQuery query, Consumer<EngineLine> sink) {
    var since = query.since();
    var path =
        "/containers/%s/logs?stdout=1&stderr=1&timestamps=1&follow=%d&since=%d.%09d&tail=%s"
            .formatted(
                container.value(),
                query.follow() ? 1 : 0,
                since.getEpochSecond(),
                since.getNano(),
                query.tail() == 0 ? "all" : Integer.toString(query.tail()));
    try (var answer = send("GET", path, Optional.empty(), PATIENCE)) {
      if (check(answer, Set.of(NOT_FOUND))) {
        LogFrames.read(answer.body(), sink);
      }
    } catch (IOException e) {
      throw brokenOff(path, e);
    }
  }

  @Override
  public Set<String> networks(Label owner) {
    var filters = filters(Map.of("label", List.of(text(owner))));
    return Set.copyOf(EngineJson.names(get("/networks?filters=" + filters).orElseThrow()));
  }

  @Override
  public void createNetwork(Network network, Map<String, String> labels) {
    var body = NetworkJson.of(network, labels);
    var _ = post("/networks/create", Optional.of(body), PATIENCE, Set.of(CONFLICT));
  }

  @Override
  public void join(ContainerId container, Networks.Place place) {
    var seen = get("/containers/%s/json".formatted(container.value())).map(EngineJson::container);
    if (seen.filter(it -> it.networks().contains(place.network())).isPresent()) {
      return;
    }
    var body =
        Map.of("Container", container.value(), "EndpointConfig", NetworkJson.endpoint(place));
    var path = "/networks/%s/connect".formatted(place.network());
    var _ = post(path, Optional.of(body), PATIENCE, Set.of());
  }

  @Override
  public void removeNetwork(String name) {
    delete("/networks/" + name, Set.of(NOT_FOUND));
  }

  @Override
  public Set<String> volumes(Label owner) {
    var filters = filters(Map.of("label", List.of(text(owner))));
    var json = get("/volumes?filters=" + filters).orElseThrow();
    return Set.copyOf(EngineJson.names(json.path("Volumes")));
  }

  @Override
  public void createVolume(String name, Map<String, String> labels) {
    var body = Map.of("Name", name, "Labels", labels);
    var _ = post("/volumes/create", Optional.of(body), PATIENCE, Set.of());
  }

  @Override
  public List<EngineImage> images() {
    var images = new ArrayList<EngineImage>();
    get("/images/json").orElseThrow().items().forEach(entry -> images.add(EngineJson.image(entry)));
    return images;
  }

  @Override
  public Optional<EngineImage> image(String reference) {
    return get("/images/%s/json".formatted(reference)).map(EngineJson::image);
  }

  @Override
  public void pull(String reference) {
    var path = "/images/create?fromImage=" + encode(reference);
    try (var answer = send("POST", path, Optional.empty(), UNBOUNDED)) {
      check(answer, Set.of());
      lines(answer, PullProgress::check);
    } catch (IOException e) {
      throw brokenOff(path, e);
    }
  }

  @Override
  public void tag(String reference, String repository, String tag) {
    var path = "/images/%s/tag?repo=%s&tag=%s".formatted(reference, encode(repository), tag);
    order(path, PATIENCE, Set.of());
  }

  @Override
  public void untag(String reference) {
    delete("/images/" + reference, Set.of(NOT_FOUND));
  }

  @Override
  public void watch(Label owner, Runnable changed) {
    var filters =
        filters(
            Map.of(
                "type", List.of("container"),
                "label", List.of(text(owner)),
                "event", List.of("start", "die", "destroy", "health_status")));
    var path = "/events?filters=" + filters;
    try (var answer = send("GET", path, Optional.empty(), PATIENCE)) {
      check(answer, Set.of());
      changed.run();
      lines(answer, _ -> changed.run());
    } catch (IOException e) {
      throw brokenOff(path, e);
    }
  }

  Optional<Tree> get(String path) {
    try (var answer = send("GET", path, Optional.empty(), PATIENCE)) {
      return check(answer, Set.of(NOT_FOUND))
          ? Optional.of(Records.tree(answer.body()))
          : Optional.empty();
    } catch (IOException e) {
      throw brokenOff(path, e);
    }
  }

  Tree post(String path, Optional<Object> body) {
    return post(path, body, PATIENCE, Set.of());
  }

  private void order(String path, Duration patience, Set<Integer> alsoFine) {
    var _ = post(path, Optional.empty(), patience, alsoFine);
  }

  private Tree post(String path, Optional<Object> body, Duration patience, Set<Integer> alsoFine) {
    try (var answer = send("POST", path, body, patience)) {
      check(answer, alsoFine);
      return Records.tree(answer.body());
    } catch (IOException e) {
      throw brokenOff(path, e);
    }
  }

  private void delete(String path, Set<Integer> alsoFine) {
    try (var answer = send("DELETE", path, Optional.empty(), PATIENCE)) {
      check(answer, alsoFine);
    } catch (IOException e) {
      throw brokenOff(path, e);
    }
  }

  Answer send(String method, String path, Optional<Object> body, Duration patience) {
    return http.send(method, path, body, patience);
  }

  /** Says whether the answer holds what was asked for; throws unless its status is fine. */
  static boolean check(Answer answer, Set<Integer> alsoFine) throws IOException {
    if (answer.status() < 300) {
      return true;
    }
    if (alsoFine.contains(answer.status())) {
      return false;
    }
    var message = Records.tree(answer.body()).path("message").text();
    throw new EngineException(
        message.isEmpty() ? "the engine answered %d".formatted(answer.status()) : message);
  }

  private static void lines(Answer answer, Consumer<String> sink) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      sink.accept(line);
    }
  }

  static EngineException brokenOff(String path, IOException cause) {
    var route = path.replaceFirst("\\?.*", "");
    return new EngineUnreachableException(
        "the engine broke off while it answered %s: %s".formatted(route, cause.getMessage()),
        cause);
  }

  private static String filters(Map<String, List<String>> filters) {
    return encode(Records.write(filters));
  }

  private static String text(Label label) {
    return label.key() + "=" + label.value();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
