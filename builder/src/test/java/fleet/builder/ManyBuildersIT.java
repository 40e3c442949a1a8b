package fleet.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.contract.identity.BuildId;
import fleet.contract.operator.BuildEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two builders on one database, one registry and one engine. */
final class ManyBuildersIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private static Path folder;
  private static Lab lab;
  private static String base;
  private static BuilderServer here;
  private static BuilderServer there;

  @BeforeAll
  static void start() throws IOException {
    lab = new Lab(folder);
    base = lab.base();
    here = server("here");
    there = server("there");
  }

  @AfterAll
  static void stop() throws IOException {
    here.close();
    there.close();
    lab.close();
  }

  @BeforeEach
  void begin() {
    lab.api.releases.clear();
  }

  @Test
  void a_build_is_followed_and_cancelled_at_a_builder_that_does_not_have_it() throws Exception {
    var build = new CompletableFuture<BuildId>();
    var told = new ConcurrentLinkedQueue<BuildEvent>();
    var upload = startUpload("FROM %s\nRUN echo begun; sleep 20\n", build, told);
    var followed = new ConcurrentLinkedQueue<BuildEvent>();
    var follower = Thread.ofVirtual().start(() -> followed.addAll(routes(there).log(build.join())));
    await().atMost(SOON).until(() -> said(told, "| begun"));

    assertThat(routes(there).build("DELETE", build.get()).statusCode()).isEqualTo(200);

    assertThat(upload.join(SOON)).isTrue();
    assertThat(follower.join(SOON)).isTrue();
    assertThat(said(told, "the build was cancelled")).isTrue();
    assertThat(followed).containsExactlyElementsOf(told);
    assertThat(lab.api.releases).isEmpty();
    await().atMost(SOON).untilAsserted(() -> assertThat(lab.tags()).isEmpty());
  }

  @Test
  void what_a_silent_builder_had_is_built_by_the_other_and_released_once() throws Exception {
    var build = new CompletableFuture<BuildId>();
    var told = new ConcurrentLinkedQueue<BuildEvent>();
    var upload = startUpload("FROM %s\nRUN echo begun; sleep 6\n", build, told);
    await().atMost(SOON).until(() -> said(told, "| begun"));

    jdbi()
        .useHandle(handle ->
            handle.execute(
                """
                UPDATE builder.builds SET lease_until = now() - interval '1 second'
                WHERE id = ?
                """,
                build.get().value()));
    await().atMost(SOON).until(() -> attempt(build.get()) == 2);

    var events = routes(there).log(build.get());
    assertThat(events.getLast()).as(events.toString()).isInstanceOf(BuildEvent.Succeeded.class);
    assertThat(said(events, "the build begins again")).isTrue();
    assertThat(upload.join(SOON)).as("who watched is sent away, to attach again").isTrue();
    assertThat(lab.api.releases).hasSize(1);
    await().atMost(SOON).untilAsserted(() -> assertThat(lab.tags()).isEmpty());
  }

  private static int attempt(BuildId build) {
    return jdbi()
        .withHandle(handle ->
            handle
                .createQuery("SELECT attempt FROM builder.builds WHERE id = ?")
                .bind(0, build.value())
                .mapTo(Integer.class)
                .one());
  }

  private static Thread startUpload(
      String dockerfile, CompletableFuture<BuildId> build, Queue<BuildEvent> told)
      throws IOException {
    var tar = InternalRoutes.tar(dockerfile.formatted(base));
    return Thread.ofVirtual()
        .start(() -> {
          try {
            routes(here)
                .upload(
                    lab.fleet,
                    tar,
                    "?no-cache&draft",
                    Map.of(),
                    event -> {
                      told.add(event);
                      if (event instanceof BuildEvent.Started started) {
                        build.complete(started.build());
                      }
                    });
          } catch (UncheckedIOException e) {
            // The build is elsewhere now.
          }
        });
  }

  private static boolean said(Iterable<BuildEvent> events, String text) {
    for (var event : events) {
      if (event.toString().contains(text)) {
        return true;
      }
    }
    return false;
  }

  private static Jdbi jdbi() {
    return Jdbi.create(lab.database());
  }

  private static InternalRoutes routes(BuilderServer server) {
    return new InternalRoutes(server.httpPort(), lab.api.serviceKey);
  }

  private static BuilderServer server(String name) {
    var any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    var server = new BuilderServer(lab.config(folder.resolve(name), 0, any), lab.database());
    server.start();
    return server;
  }
}
