package fleet.cli.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The files of a small project that needs no base image but the lab's own. Immutable. */
record Project(Map<String, String> files, String bases) {
  private static final String DOCKERFILE =
      """
      FROM scratch
      ARG TARGETARCH
      ARG TARGETVARIANT
      ADD base-${TARGETARCH}${TARGETVARIANT} /
      RUN uname -m > /architecture
      """;

  Project {
    files = Map.copyOf(files);
  }

  /** A web server with a health check, and a service that waits for it, for all platforms. */
  static Project twoServices(String bases, String page) {
    return new Project(
        Map.of(
            "docker-compose.yml",
            """
            services:
              web:
                build: web
                healthcheck:
                  test: ["CMD", "wget", "-q", "-O", "-", "http://127.0.0.1:8080/"]
                  interval: 1s
                  timeout: 2s
                  retries: 3
              clock:
                build: clock
                depends_on:
                  web:
                    condition: service_healthy
            x-fleet:
              platforms: [linux/amd64, linux/arm64, linux/arm/v7]
            """,
            "web/Dockerfile",
            DOCKERFILE
                + """
                RUN mkdir /www && echo "%s" > /www/index.html
                CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]
                """
                    .formatted(page),
            "clock/Dockerfile",
            DOCKERFILE
                + """
                CMD ["sh", "-c", "trap 'exit 0' TERM; while true; do echo tick; sleep 1 & wait; done"]
                """),
        bases);
  }

  /** The same project with one file more, or another. */
  Project with(String path, String content) {
    var more = new HashMap<>(files);
    more.put(path, content);
    return new Project(more, bases);
  }

  /** The same project without that file. */
  Project without(String path) {
    var fewer = new HashMap<>(files);
    fewer.remove(path);
    return new Project(fewer, bases);
  }

  /** What stands in that file. */
  String file(String path) {
    return Objects.requireNonNull(files.get(path), path);
  }

  void writeTo(Path folder) throws IOException {
    for (var file : files.entrySet()) {
      var path = folder.resolve(file.getKey());
      var parent = Objects.requireNonNull(path.getParent());
      Files.createDirectories(parent);
      Files.writeString(path, file.getValue());
      if (file.getKey().endsWith("Dockerfile")) {
        copyBases(parent);
      }
    }
  }

  private void copyBases(Path service) throws IOException {
    for (var architecture : java.util.List.of("amd64", "arm64", "armv7")) {
      var copy =
          new ProcessBuilder(
                  "cp",
                  "-a",
                  bases + "/" + architecture,
                  service.resolve("base-" + architecture).toString())
              .inheritIO()
              .start();
      try {
        if (copy.waitFor() != 0) {
          throw new IOException("could not copy the base for " + architecture);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }
}
