package fleet.cli.server;

import fleet.api.ApiServer;
import fleet.cli.output.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people must know to reach a server over TLS and to believe it. */
final class TlsFacts {
  private TlsFacts() {}

  /** Nothing where no API runs, or one that speaks none. */
  static List<Fact> of(ServerConfig config, Optional<ApiServer> api) {
    return api.flatMap(running -> config.https().map(https -> of(config, https, running)))
        .orElseGet(List::of);
  }

  private static List<Fact> of(ServerConfig config, HttpsPort https, ApiServer api) {
    var name = https.names().isEmpty() ? "HOST" : https.names().getFirst();
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of("  over TLS", "https://%s:%d".formatted(name, https.port())));
    https.given().ifPresent(given -> facts.add(Fact.of("  certificate", given.chain())));
    api.authority()
        .ifPresent(authority -> {
          facts.add(Fact.of("  authority", config.data().resolve(Servers.AUTHORITY)));
          facts.add(Fact.of("  its key", authority.pin()));
        });
    return facts;
  }
}
