package fleet.builder;

import fleet.builder.build.BuildTools;
import fleet.builder.build.Builds;
import fleet.builder.build.Recovery;
import fleet.builder.db.BuildRows;
import fleet.builder.db.BuilderSchema;
import fleet.builder.db.EngineRows;
import fleet.builder.engine.DockerEngine;
import fleet.builder.git.GitServer;
import fleet.builder.git.Repositories;
import fleet.builder.image.ImageSboms;
import fleet.builder.image.RegistryClient;
import fleet.builder.pool.EnginePool;
import fleet.builder.release.FleetApi;
import fleet.builder.source.WorkFolder;
import fleet.builder.upload.UploadServer;
import fleet.contract.client.JsonHttp;
import fleet.contract.release.BuildTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;

/**
 * Takes pushes and uploads, and makes releases of them.
 *
 * <pre>
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
  private final Builds builds;
  private final Recovery recovery;
  private final GitServer git;
  private final UploadServer uploads;

  public BuilderServer(BuilderConfig config, DataSource database) {
    this.database = database;
    this.workFolders = config.dataFolder().resolve("work");
    this.repositories = new Repositories(config.dataFolder().resolve("git"));
    this.engines =
        new EnginePool(
            config.engines(), spec -> new DockerEngine(spec.address()), new EngineRows(database));
    var api = new FleetApi(http, config.apiUrl(), config.serviceKey());
    var tools =
        new BuildTools(
            engines,
            new RegistryClient(http, config.registryUrl()),
            api,
            new BuildRows(database),
            config.platforms(),
            new BuildTool("fleet", BuilderVersion.own()));
    this.builds = new Builds(tools);
    this.recovery = new Recovery(tools);
    this.git =
        new GitServer(
            new GitServer.Address(config.listenHosts(), config.gitPort()),
            config.dataFolder().resolve("git").resolve("host_key"),
            new GitServer.Parts(api, builds, repositories, workFolders, config.deviceWait()));
    var sboms =
        new ImageSboms(
            http,
            config.registryUrl(),
            repository -> api.registryToken(List.of(repository)),
            "fleet-" + BuilderVersion.own());
    this.uploads =
        new UploadServer(
            config.http(),
            config.serviceKey(),
            new UploadServer.Parts(builds, sboms, engines, workFolders, git.overHttp()));
  }

  /**
   * Brings the schema up to date, ends what a killed server left behind, and listens.
   *
   * @throws IllegalStateException when a port is in use
   */
  public void start() {
    BuilderSchema.migrate(database);
    try {
      recovery.run();
      repositories.removeParked();
      WorkFolder.removeAll(workFolders);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    engines.start();
    uploads.start();
    git.start();
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
    git.close();
    uploads.close();
    builds.close();
    engines.close();
    http.shutdownNow();
  }
}
