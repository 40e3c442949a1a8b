package fleet.cli.server;

import fleet.api.ApiServer;
import fleet.builder.engine.address.EngineAddress;
import fleet.cli.machine.EngineSocket;
import fleet.cli.machine.MachineException;
import fleet.cli.machine.OpenParts;
import fleet.cli.machine.Ports;
import fleet.cli.server.postgres.EmbeddedPostgres;
import fleet.contract.identity.Secret;
import fleet.contract.operator.SignIn;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;

/**
 * Every part of the server in this process, with a database of its own. Mutable: it belongs to the
 * thread that starts it; any thread may close it, once or more.
 */
public final class AllInOne implements AutoCloseable {
  private final ServerConfig config;
  private final OpenParts open = new OpenParts();

  private Optional<ApiServer> api = Optional.empty();
  private Optional<Secret> serviceKey = Optional.empty();

  public AllInOne(ServerConfig config) {
    this.config = config;
  }

  /**
   * Starts everything.
   *
   * @throws MachineException with one sentence when that cannot be
   */
  public void start() {
    var folder = open.add(DataFolder.take(config.data()));
    requireFreePorts();
    open.add(ServerLog.open(config.data().resolve("log")));
    var keys = folder.keys();
    var postgres = open.add(new EmbeddedPostgres(config.data(), config.cache(), Role.schemas()));
    postgres.start();
    var composition =
        new Composition(
            config,
            keys,
            Neighbours.of(config, InternalPorts.free(), Neighbours.Elsewhere.NONE),
            role -> open.add(Pools.open(role, postgres.address(role.schema()))));
    api = new Servers(composition, open).start(EnumSet.allOf(Role.class));
    serviceKey = Optional.of(keys.service());
  }

  /** How the first person signs in; present when this start made them. */
  public Optional<SignIn> firstAdmin() {
    return api.flatMap(ApiServer::firstAdmin);
  }

  /** The part that people ask, once it is started. */
  Optional<ApiServer> api() {
    return api;
  }

  /** For what is done in the server's own name. */
  public Secret serviceKey() {
    return serviceKey.orElseThrow(() -> new IllegalStateException("the server is not started"));
  }

  public URI url() {
    return config.apiUrl();
  }

  /** Says whether an engine that builds may be there; builds fail clearly until one is. */
  public boolean engineAnswers() {
    return config.engines().stream().map(EngineOption::address).anyMatch(AllInOne::answers);
  }

  /** Only the sockets of this machine are asked; others take their time. */
  private static boolean answers(EngineAddress address) {
    return !(address instanceof EngineAddress.Socket(var path)) || new EngineSocket(path).answers();
  }

  @Override
  public void close() {
    open.close();
  }

  /** Before the database is started, because that takes a while. */
  private void requireFreePorts() {
    for (var host : config.listen()) {
      config
          .allPorts()
          .forEach((option, port) -> {
            if (!Ports.isFree(host, port)) {
              throw new MachineException(
                  "port %d on %s is in use".formatted(port, host), option + " chooses another");
            }
          });
    }
  }
}
