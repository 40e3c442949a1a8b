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
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** The whole graph: which part is given what. They meet over HTTP and SSH only. */
record Composition(
    ServerConfig config,
    ServerKeys keys,
    InternalPorts internal,
    Function<Role, DataSource> databases) {
  private static final Duration DEVICE_WAIT = Duration.ofSeconds(60);

  TunnelServer tunnel() {
    return new TunnelServer(
        new TunnelConfig(
            config.listen(),
            config.ports().ssh(),
            internal.tunnel(),
            config.apiUrl(),
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
            config.apiUrl(),
            keys.service()),
        databases.apply(Role.REGISTRY));
  }

  BuilderServer builder() {
    var registry = "%s:%d".formatted(ServerConfig.LOOPBACK, config.ports().registry());
    return new BuilderServer(
        new BuilderConfig(
            config.listen(),
            config.ports().git(),
            internal.builder(),
            config.data().resolve("builder"),
            config.apiUrl(),
            URI.create("http://" + registry),
            registry,
            config.engine(),
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
            config.ports().registry(),
            config.ports().git(),
            internal.url(internal.builder()),
            internal.url(internal.tunnel()),
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
