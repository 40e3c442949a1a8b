package fleet.cli.measure;

import fleet.cli.demo.BusyboxImage;
import fleet.cli.machine.EngineSocket;
import fleet.contract.Json;
import fleet.contract.identity.RegistryAccess;
import fleet.contract.node.RegistryToken;
import fleet.contract.node.RegistryTokenRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Pushes of a small project, from its folder to its images in the registry, beside the same by
 * hand: the engine's own API asked to build and to push, with curl. Both ask the same engine for
 * the same registry; ours also plans, reads the images back, puts an index over them and makes a
 * release. Mutable, for one thread.
 */
final class PushedProjects {
  private static final int RUNS = 7;
  private static final double AT_MOST = 1.15;
  private static final String REPOSITORY = "measure-by-hand/main";
  private static final List<String> ONE = List.of("linux/amd64");
  private static final List<String> THREE = List.of("linux/amd64", "linux/arm64", "linux/arm/v7");

  private final ServerRun server;
  private final EngineSocket engine;
  private final String registry;
  private final Path project;
  private final String token;
  private int changes;

  private PushedProjects(
      ServerRun server, EngineSocket engine, String registry, Path project, String token) {
    this.server = server;
    this.engine = engine;
    this.registry = registry;
    this.project = project;
    this.token = token;
  }

  /**
   * Makes the project, the fleet that gets it, and its base image.
   *
   * @param registry as the engine names it
   */
  static PushedProjects prepare(
      ServerRun server, EngineSocket engine, String registry, Path cache) {
    var base = BusyboxImage.push(URI.create(server.url()), server.serviceKey(), registry, cache);
    var project = server.folder().resolve("project");
    make(project, base);
    var _ = server.fleet("create", "measured");
    var token = server.json("api-key", "add", "pushes", "--may", "push").at("/key").asText();
    return new PushedProjects(server, engine, registry, project, token);
  }

  List<Row> rows() {
    var rows = new ArrayList<Row>();
    for (var platforms : List.of(ONE, THREE)) {
      rows.add(row("unchanged", platforms, () -> {}));
      rows.add(row("with one line changed", platforms, this::change));
    }
    removeByHand(THREE);
    return rows;
  }

  /** By turns, after one of each that is not counted. */
  private Row row(String how, List<String> platforms, Runnable before) {
    var ours = new ArrayList<Double>();
    var peer = new ArrayList<Double>();
    for (var run = 0; run <= RUNS; run++) {
      before.run();
      var our = ours(platforms).seconds();
      before.run();
      var others = byHand(platforms).seconds();
      if (run > 0) {
        ours.add(our);
        peer.add(others);
      }
    }
    var what =
        "push of a project %s, %d %s: to a release, and by curl to the registry"
            .formatted(how, platforms.size(), platforms.size() == 1 ? "platform" : "platforms");
    return Row.of(what, new Samples(ours).median(), "s")
        .atMost(AT_MOST, new Samples(peer).median());
  }

  private TimedScript ours(List<String> platforms) {
    return OurPush.of(server, "measured", String.join(",", platforms), project, token);
  }

  private TimedScript byHand(List<String> platforms) {
    return TimedScript.of(
            """
            one() {
              tag=${1//\\//-}
              tar -C "$PROJECT" -cf - . |
                curl -sSf --unix-socket "$SOCKET" -T - -X POST -H 'Content-Type: application/x-tar' \\
                  "http://engine/build?version=2&platform=$1&t=$REPOSITORY:$tag" > "$OUT.$tag"
              ! grep -q errorDetail "$OUT.$tag"
              curl -sSf --unix-socket "$SOCKET" -X POST -H "X-Registry-Auth: $LOGIN" \\
                "http://engine/images/$REPOSITORY/push?tag=$tag" > "$OUT.push.$tag"
              grep -q '"Digest"' "$OUT.push.$tag"
            }
            pids=
            for platform in $PLATFORMS; do one "$platform" & pids="$pids $!"; done
            for pid in $pids; do wait "$pid"; done
            """)
        .with("PROJECT", project.toString())
        .with("SOCKET", engine.path().toString())
        .with("REPOSITORY", registry + "/" + REPOSITORY)
        .with("LOGIN", login())
        .with("OUT", server.folder().resolve("by-hand").toString())
        .with("PLATFORMS", String.join(" ", platforms));
  }

  private void removeByHand(List<String> platforms) {
    for (var platform : platforms) {
      var name = "%s/%s:%s".formatted(registry, REPOSITORY, platform.replace('/', '-'));
      var _ =
          TimedScript.of(
                  "curl -sS --unix-socket \"$SOCKET\" -X DELETE \"http://engine/images/$NAME\"")
              .with("SOCKET", engine.path().toString())
              .with("NAME", name)
              .seconds();
    }
  }

  private String login() {
    var request = new RegistryTokenRequest("measure", List.of(RegistryAccess.push(REPOSITORY)));
    var registryToken =
        server.inside().post("/internal/v1/registry-tokens", request, RegistryToken.class).token();
    return Base64.getUrlEncoder()
        .encodeToString(Json.writeBytes(Map.of("registrytoken", registryToken.reveal())));
  }

  private void change() {
    write(project.resolve("app/main.sh"), "#!/bin/sh\necho change %d\n".formatted(++changes));
  }

  private static void make(Path project, String base) {
    try {
      Files.createDirectories(project.resolve("app"));
      write(
          project.resolve("Dockerfile"),
          """
          FROM %s
          RUN mkdir -p /srv/app && echo 1.0 > /srv/version
          COPY assets /srv/assets
          COPY app /srv/app
          RUN chmod +x /srv/app/main.sh && sh -n /srv/app/main.sh
          USER 1000
          CMD ["/srv/app/main.sh"]
          """
              .formatted(base));
      write(project.resolve("app/main.sh"), "#!/bin/sh\necho hello\n");
      Files.createDirectories(project.resolve("assets"));
      Files.write(project.resolve("assets/picture"), new byte[2_000_000]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
