package fleet.builder;

import fleet.contract.identity.Secret;
import fleet.contract.release.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** A builder in a process of its own, so that it can be killed as power loss would. */
final class ServerProcess {
  private ServerProcess() {}

  static Process start(BuilderConfig config, int databasePort) throws IOException {
    return start(config, databasePort, "-Xmx1g");
  }

  /**
   * @param heap such as {@code -Xmx1g}
   */
  static Process start(BuilderConfig config, int databasePort, String heap) throws IOException {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            heap,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            ServerProcess.class.getName(),
            String.valueOf(config.gitPort()),
            String.valueOf(config.http().getPort()),
            config.dataFolder().toString(),
            config.apiUrl().toString(),
            config.engines().getFirst().registry(),
            config.engines().getFirst().address().toString(),
            String.valueOf(databasePort));
    var builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(Map.of("SERVICE_KEY", config.serviceKey().reveal()));
    return builder.start();
  }

  /** Serves until it is killed. */
  public static void main(String[] arguments) throws InterruptedException {
    var database = new PGSimpleDataSource();
    database.setUrl("jdbc:postgresql://localhost:%s/postgres".formatted(arguments[6]));
    database.setUser("postgres");
    var config =
        new BuilderConfig(
            List.of("127.0.0.1"),
            Integer.parseInt(arguments[0]),
            new InetSocketAddress(
                InetAddress.ofLiteral("127.0.0.1"), Integer.parseInt(arguments[1])),
            Path.of(arguments[2]),
            URI.create(arguments[3]),
            URI.create("http://" + arguments[4]),
            List.of(Lab.engine(arguments[5], arguments[4])),
            List.of(Platform.LINUX_AMD64),
            Secret.of(System.getenv("SERVICE_KEY")),
            Duration.ofSeconds(20));
    try (var server = new BuilderServer(config, database)) {
      server.start();
      TimeUnit.DAYS.sleep(1);
    }
  }
}
