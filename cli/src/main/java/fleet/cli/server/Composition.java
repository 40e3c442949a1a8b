package fleet.cli.server;

import fleet.api.ApiConfig;
import fleet.api.ApiServer;
import fleet.api.TlsPort;
import fleet.api.http.HttpLimits;
import fleet.builder.BuilderConfig;
import fleet.builder.BuilderServer;
import fleet.registry.RegistryConfig;
import fleet.registry.RegistryServer;
import fleet.tunnel.TunnelConfig;
import fleet.tunnel.TunnelServer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** The whole graph: which part is given what. They meet over HTTP and SSH only. */
record Composition(
    ServerConfig config,
    ServerKeys keys,
    Neighbours neighbours,
    Function<Role, DataSource> databases) {
  private static final Duration DEVICE_WAIT = Duration.ofSeconds(60);

  TunnelServer tunnel() {
    return new TunnelServer(
        new TunnelConfig(
            config.listen(),
            config.ports().ssh(),
            neighbours.tunnelHttp(),
            neighbours.api(),
            keys.service(),
            keys.master()),
        databases.apply(Role.TUNNEL));
  }

  RegistryServer registry() {
    return new RegistryServer(
        new RegistryConfig(
            config.plainListen(),
            config.ports().registry(),
            config.data().resolve("registry"),
            neighbours.api(),
            keys.service()),
        databases.apply(Role.REGISTRY));
  }

  BuilderServer builder() {
    return new BuilderServer(
        new BuilderConfig(
            config.listen(),
            config.ports().git(),
            neighbours.builderHttp(),
            config.data().resolve("builder"),
            neighbours.api(),
            neighbours.registry(),
            config.engines().stream()
                .map(engine -> engine.spec(neighbours.registry().getAuthority()))
                .toList(),
            config.platforms(),
            keys.service(),
            DEVICE_WAIT),
        databases.apply(Role.BUILDER));
  }

  ApiServer api() {
    return new ApiServer(
        new ApiConfig(
            config.plainListen(),
            config.ports().http(),
            tls(),
            neighbours.registry(),
            config.ports().git(),
            neighbours.builder(),
            neighbours.tunnel(),
            keys.service(),
            keys.master(),
            config.supervisorBundle(),
            config.soak(),
            config.deadline(),
            HttpLimits.USUAL),
        databases.apply(Role.API));
  }

  private Optional<TlsPort> tls() {
    return config
        .https()
        .map(https -> new TlsPort(config.listen(), https.port(), https.names(), https.given()));
  }
}
