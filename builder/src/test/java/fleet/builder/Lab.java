package fleet.builder;

import fleet.builder.engine.BuildWatcher;
import fleet.builder.engine.ContextWriter;
import fleet.builder.engine.DockerEngine;
import fleet.builder.engine.ImageOrder;
import fleet.builder.engine.ImageOutcome;
import fleet.builder.engine.Step;
import fleet.builder.engine.address.EngineAddress;
import fleet.builder.image.PushedImage;
import fleet.builder.image.RegistryClient;
import fleet.builder.plan.BuildSettings;
import fleet.builder.plan.Recipe;
import fleet.builder.plan.ServiceBuild;
import fleet.builder.pool.EngineSpec;
import fleet.contract.client.JsonHttp;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.identity.ServiceName;
import fleet.contract.operator.Role;
import fleet.contract.release.Platform;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Everything that a push meets, real but for the API: engine, registry, PostgreSQL. */
final class Lab implements AutoCloseable {
  static final List<Platform> PLATFORMS =
      List.of(Platform.LINUX_AMD64, Platform.LINUX_ARM64, Platform.LINUX_ARM_V7);

  /** Names are the lab's own, so that what others do on the engine is not seen. */
  final FleetName fleet = FleetName.parse("it-" + UUID.randomUUID().toString().substring(0, 8));

  final FakeFleet api = new FakeFleet();
  final DebianRegistry registry;
  final DockerEngine engine;
  private final EmbeddedPostgres postgres;
  private final Path folder;

  Lab(Path folder) throws IOException {
    this(folder, EngineAddress.parse(engineUrl(), EngineAddress.Files.NONE));
  }

  Lab(Path folder, EngineAddress address) throws IOException {
    this.folder = folder;
    this.engine = new DockerEngine(address);
    this.registry = DebianRegistry.start(folder);
    this.postgres = EmbeddedPostgres.builder().start();
    api.fleets.add(fleet);
  }

  static String engineUrl() {
    return variable("FLEET_TEST_BUILD_ENGINE");
  }

  /** An engine of which nothing is said but where it is. */
  static EngineSpec engine(String address, String registry) {
    return EngineSpec.of(EngineAddress.parse(address, EngineAddress.Files.NONE), registry);
  }

  /** An engine of the newer generation, with containerd's image store. */
  static String modernEngineUrl() {
    return variable("FLEET_TEST_MODERN_ENGINE");
  }

  private static String variable(String name) {
    return Optional.ofNullable(System.getenv(name))
        .orElseThrow(() -> new IllegalStateException("this test needs the variable " + name));
  }

  DataSource database() {
    return postgres.getPostgresDatabase();
  }

  int databasePort() {
    return postgres.getPort();
  }

  Path data() {
    return folder.resolve("data");
  }

  BuilderConfig config() {
    return config(data(), 0, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
  }

  BuilderConfig config(Path data, int gitPort, InetSocketAddress http) {
    return new BuilderConfig(
        List.of("127.0.0.1"),
        gitPort,
        http,
        data,
        api.url(),
        registry.url(),
        List.of(engine(engineUrl(), registry.address())),
        List.of(Platform.LINUX_AMD64),
        api.serviceKey,
        Duration.ofSeconds(20));
  }

  /** What was pushed is forgotten, as if nobody had pushed yet. */
  void removeRepository() throws IOException, InterruptedException {
    var repository = data().resolve("git/%s.git".formatted(fleet));
    var _ = Shell.run(folder, Map.of(), List.of("rm", "-rf", repository.toString()));
  }

  /** A project whose developer the API knows. */
  Project project(String name) throws IOException, InterruptedException {
    var project = Project.create(Files.createDirectories(folder.resolve(name)));
    api.person(name, Role.DEVELOPER, project.publicKey());
    return project;
  }

  /** Puts a busybox base for all platforms into the registry, and returns its name. */
  String base() throws IOException {
    var images = new ArrayList<PushedImage>();
    var token = Secret.of("token");
    var client = new RegistryClient(JsonHttp.defaultClient(), registry.url());
    for (var platform : PLATFORMS) {
      var folderName = platform.architecture() + platform.variant();
      var root = Path.of(variable("FLEET_TEST_BASES")).resolve(folderName);
      var build =
          new ServiceBuild(
              ServiceName.parse("base"),
              Optional.of(""),
              new Recipe.Inline("FROM scratch\nADD . /\nRUN rm -f /.fleet.Dockerfile\n"),
              BuildSettings.NONE);
      var context = new ContextWriter(root, Set.of()).write(build, folder.resolve("base.tar"));
      var tag = "%s/library/busybox:%s".formatted(registry.address(), folderName);
      var outcome =
          engine.build(
              new ImageOrder(tag, platform, context, BuildSettings.NONE, Map.of(), Map.of(), false),
              QUIET);
      if (!(outcome instanceof ImageOutcome.Built)) {
        throw new IllegalStateException(outcome.toString());
      }
      var digest = engine.push(tag, token);
      engine.remove(tag);
      images.add(client.read("library/busybox", digest, platform, token));
    }
    var _ = client.putIndex("library/busybox", "1", images, token);
    return registry.address() + "/library/busybox:1";
  }

  /** The path of the lab's engine. */
  String engineSocket() {
    return java.net.URI.create(engineUrl()).getPath();
  }

  /** The tags that builds of this lab's fleets have left in the engine. */
  List<String> tags() {
    return engine.tags("%s/%s/".formatted(registry.address(), fleet));
  }

  @Override
  public void close() throws IOException {
    postgres.close();
    registry.close();
    api.close();
    engine.close();
  }

  private static final BuildWatcher QUIET =
      new BuildWatcher() {
        @Override
        public void step(Step step) {}

        @Override
        public void output(String line) {}
      };
}
