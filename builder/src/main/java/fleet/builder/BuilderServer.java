package fleet.builder;

import fleet.builder.build.BuildOrder;
import fleet.builder.build.BuildTools;
import fleet.builder.build.Opener.Opened;
import fleet.builder.build.Source;
import fleet.builder.db.BlobRows;
import fleet.builder.db.BuildRows;
import fleet.builder.db.BuilderSchema;
import fleet.builder.db.EngineRows;
import fleet.builder.db.LeaseRows;
import fleet.builder.db.QueueRows;
import fleet.builder.engine.DockerEngine;
import fleet.builder.git.GitServer;
import fleet.builder.git.ParkedPush;
import fleet.builder.git.Repositories;
import fleet.builder.image.ImageSboms;
import fleet.builder.image.RegistryClient;
import fleet.builder.image.SourceBlobs;
import fleet.builder.pool.EnginePool;
import fleet.builder.queue.Bench;
import fleet.builder.queue.BuilderNode;
import fleet.builder.queue.Builds;
import fleet.builder.queue.LeftBlobs;
import fleet.builder.queue.Recovery;
import fleet.builder.release.FleetApi;
import fleet.builder.source.WorkFolder;
import fleet.builder.upload.UploadServer;
import fleet.builder.upload.UploadedSource;
import fleet.contract.client.JsonHttp;
import fleet.contract.identity.Secret;
import fleet.contract.release.BuildTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Takes pushes and uploads, and makes releases of them.
 *
 * <pre>
 * DATA/node            who this builder is
 * DATA/git/FLEET.git   repositories
 * DATA/git/host_key    of the SSH server
 * DATA/work/BUILD      while a build runs
 * </pre>
 */
public final class BuilderServer implements AutoCloseable {
  private final DataSource database;
  private final Path workFolders;
  private final Repositories repositories;
  private final EnginePool engines;
  private final HttpClient http = JsonHttp.defaultClient();
  private final BuilderNode node;
  private final Builds builds;
  private final Recovery recovery;
  private final GitServer git;
  private final UploadServer uploads;

  public BuilderServer(BuilderConfig config, DataSource database) {
    this.database = database;
    this.workFolders = config.dataFolder().resolve("work");
    this.repositories = new Repositories(config.dataFolder().resolve("git"));
    this.node = new BuilderNode(config.dataFolder());
    this.engines =
        new EnginePool(
            config.engines(), spec -> new DockerEngine(spec.address()), new EngineRows(database));
    var api = new FleetApi(http, config.apiUrl(), config.serviceKey());
    Function<String, Secret> tokens = repository -> api.registryToken(List.of(repository));
    var sources = new SourceBlobs(http, config.registryUrl(), tokens);
    var tools = tools(config, api);
    var leases = new LeaseRows(database);
    var left = new LeftBlobs(new BlobRows(database), sources);
    var bench =
        new Bench(
            tools,
            new QueueRows(database),
            leases,
            order -> open(order, sources),
            left,
            workFolders);
    this.builds = new Builds(bench, node);
    this.recovery = new Recovery(tools, leases);
    this.git =
        new GitServer(
            new GitServer.Address(config.listenHosts(), config.gitPort()),
            config.dataFolder().resolve("git").resolve("host_key"),
            new GitServer.Parts(api, builds, repositories, config.deviceWait()));
    var sboms = new ImageSboms(http, config.registryUrl(), tokens, "fleet-" + BuilderVersion.own());
    this.uploads =
        new UploadServer(
            config.http(),
            config.serviceKey(),
            new UploadServer.Parts(
                builds,
                new UploadServer.Kept(sources, sboms),
                engines,
                workFolders,
                git.overHttp()));
  }

  private BuildTools tools(BuilderConfig config, FleetApi api) {
    return new BuildTools(
        engines,
        new RegistryClient(http, config.registryUrl()),
        api,
        new BuildRows(database),
        config.platforms(),
        new BuildTool("fleet", BuilderVersion.own()));
  }

  private Opened open(BuildOrder order, SourceBlobs sources) {
    return switch (order.source()) {
      case Source.Pushed push ->
          new ParkedPush(repositories, order.id(), order.fleet(), push).opened();
      case Source.Uploaded upload -> new UploadedSource(sources, order.fleet(), upload).opened();
    };
  }

  /**
   * Brings the schema up to date, takes up what a killed server left behind, and listens.
   *
   * @throws IllegalStateException when a port or the data folder is in use
   */
  public void start() {
    BuilderSchema.migrate(database);
    try {
      node.hold();
      var kept = recovery.run(node.id());
      repositories.removeParked(kept);
      WorkFolder.removeAll(workFolders);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    engines.start();
    uploads.start();
    git.start();
    builds.start();
  }

  /** The port of the SSH server, once started. */
  public int gitPort() {
    return git.port();
  }

  /** The port of the internal listener, once started. */
  public int httpPort() {
    return uploads.port();
  }

  @Override
  public void close() {
    builds.close();
    git.close();
    uploads.close();
    engines.close();
    http.shutdownNow();
    node.close();
  }
}
