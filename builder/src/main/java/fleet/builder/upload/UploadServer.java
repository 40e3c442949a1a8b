package fleet.builder.upload;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import fleet.builder.image.ImageSboms;
import fleet.builder.image.SourceBlobs;
import fleet.builder.pool.EnginePool;
import fleet.builder.queue.Builds;
import fleet.builder.sbom.Sbom;
import fleet.contract.Json;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for the API. All routes are listed here. */
public final class UploadServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UploadServer.class);
  private static final Pattern BUILDS = Pattern.compile("/internal/v1/fleets/([^/]+)/builds");
  private static final Pattern BUILD_LOG = Pattern.compile("/internal/v1/builds/([^/]+)/log");
  private static final Pattern BUILD = Pattern.compile("/internal/v1/builds/([^/]+)");
  private static final String GIT = "/internal/v1/git/";
  private static final String SBOMS = "/internal/v1/sboms";
  private static final int BACKLOG = 64;

  private final InetSocketAddress wanted;
  private final Secret serviceKey;
  private final HttpHandler git;
  private final Builds builds;
  private final StartBuild startBuild;
  private final FollowBuild followBuild;
  private final ShowSbom showSbom;
  private final ShowEngines showEngines;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable HttpServer server;

  /**
   * @param wanted port 0 means any free one
   */
  public UploadServer(InetSocketAddress wanted, Secret serviceKey, Parts parts) {
    this.git = parts.git();
    this.wanted = wanted;
    this.serviceKey = serviceKey;
    this.builds = parts.builds();
    this.startBuild = new StartBuild(builds, parts.kept().sources(), parts.workFolders());
    this.followBuild = new FollowBuild(builds);
    this.showSbom = new ShowSbom(parts.kept().sboms());
    this.showEngines = new ShowEngines(parts.engines());
  }

  /**
   * What requests are answered with.
   *
   * @param workFolders parent of the builds' work folders
   * @param git answers what is below {@code /internal/v1/git/}
   */
  public record Parts(
      Builds builds, Kept kept, EnginePool engines, Path workFolders, HttpHandler git) {}

  /** What the registry keeps beside images. */
  public record Kept(SourceBlobs sources, ImageSboms sboms) {}

  public void start() {
    try {
      var started = HttpServer.create(wanted, BACKLOG);
      started.setExecutor(threads);
      var _ = started.createContext("/", this::handle);
      started.start();
      server = started;
    } catch (BindException e) {
      throw new IllegalStateException(
          "could not open port %d on %s: %s"
              .formatted(wanted.getPort(), wanted.getAddress().getHostAddress(), e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server == null ? wanted.getPort() : server.getAddress().getPort();
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var answer = new Answer(exchange);
      try {
        route(exchange, answer);
      } catch (ProblemException e) {
        answer.problem(e.problem());
      } catch (IllegalArgumentException e) {
        answer.problem(
            problem(ProblemCode.INVALID_REQUEST, String.valueOf(e.getMessage())).problem());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.atError()
            .addKeyValue("path", exchange.getRequestURI().getPath())
            .setCause(e)
            .log("a request failed");
        answer.problem(problem(ProblemCode.INTERNAL, ProblemCode.INTERNAL.sentence()).problem());
      }
    }
  }

  private void route(HttpExchange exchange, Answer answer)
      throws IOException, InterruptedException {
    authenticate(exchange);
    var path = exchange.getRequestURI().getPath();
    var builds = BUILDS.matcher(path);
    if (builds.matches()) {
      ofFleet(FleetName.parse(builds.group(1)), exchange, answer);
      return;
    }
    var log = BUILD_LOG.matcher(path);
    if (log.matches()) {
      requireMethod(exchange, "GET");
      followBuild.follow(BuildId.parse(log.group(1)), LogQuestion.of(exchange), answer);
      return;
    }
    var build = BUILD.matcher(path);
    if (build.matches()) {
      about(BuildId.parse(build.group(1)), exchange, answer);
      return;
    }
    if (path.startsWith(GIT)) {
      git.handle(exchange);
      return;
    }
    if (path.equals(SBOMS)) {
      requireMethod(exchange, "POST");
      answer.document(Sbom.MEDIA_TYPE, showSbom.show(exchange));
      return;
    }
    if (ShowEngines.answers(path)) {
      answer.document("application/json", showEngines.answer(exchange));
      return;
    }
    throw problem(ProblemCode.NOT_FOUND, "there is no route " + path);
  }

  /** Those that there are, or one more. */
  private void ofFleet(FleetName fleet, HttpExchange exchange, Answer answer)
      throws IOException, InterruptedException {
    if (exchange.getRequestMethod().equals("GET")) {
      answer.document("application/json", Json.writeBytes(builds.of(fleet)));
      return;
    }
    requireMethod(exchange, "POST");
    followBuild.follow(startBuild.start(fleet, exchange), LogQuestion.ALL, answer);
  }

  /** How it stands, or its end. */
  private void about(BuildId build, HttpExchange exchange, Answer answer) throws IOException {
    var found = followBuild.find(build);
    if (exchange.getRequestMethod().equals("DELETE")) {
      builds.cancel(build);
    } else {
      requireMethod(exchange, "GET");
    }
    answer.document("application/json", Json.writeBytes(found));
  }

  private void authenticate(HttpExchange exchange) {
    var header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    var bearer = "Bearer ";
    if (!header.startsWith(bearer)
        || !Secret.of(header.substring(bearer.length())).equals(serviceKey)) {
      throw problem(ProblemCode.UNAUTHENTICATED, ProblemCode.UNAUTHENTICATED.sentence());
    }
  }

  private static void requireMethod(HttpExchange exchange, String method) {
    if (!exchange.getRequestMethod().equals(method)) {
      throw problem(ProblemCode.METHOD_NOT_ALLOWED, ProblemCode.METHOD_NOT_ALLOWED.sentence());
    }
  }

  private static ProblemException problem(ProblemCode code, String message) {
    return new ProblemException(code, message, "");
  }
}
