package fleet.cli.server;

import fleet.api.certificate.CertificateFiles;
import fleet.cli.command.CommandFailure;
import fleet.cli.machine.Folders;
import fleet.cli.output.Style;
import fleet.cli.output.Terminal;
import fleet.contract.release.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code up} and {@code serve} both take. */
final class ServerOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder (/var/lib/fleet for root, else ~/.local/share/fleet).")
  private @Nullable Path data;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      description = "Open the ports on this address too; may be repeated (127.0.0.1).")
  private List<String> listen = List.of();

  @Option(names = "--http-port", paramLabel = "N", description = "Dashboard and API (8080).")
  private int httpPort = ServerPorts.USUAL.http();

  @Option(
      names = "--https-port",
      paramLabel = "N",
      description =
          "Dashboard and API over TLS too, on every --listen address (8443 when one is beyond this"
              + " machine); what has neither TLS nor SSH then stays here, unless --insecure.")
  private @Nullable Integer httpsPort;

  @Option(
      names = "--public-name",
      paramLabel = "NAME",
      description =
          "What people call this server, for its certificate: a host name or an address; may be"
              + " repeated.")
  private List<String> publicNames = List.of();

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description =
          "Certificate for --https-port, with those that vouch for it (PEM), instead of one of the"
              + " installation's own; followed when it changes.")
  private @Nullable Path tlsCert;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Private key of --tls-cert (PEM, PKCS #8, without a password).")
  private @Nullable Path tlsKey;

  @Option(names = "--registry-port", paramLabel = "N", description = "Images (5000).")
  private int registryPort = ServerPorts.USUAL.registry();

  @Option(names = "--git-port", paramLabel = "N", description = "Git over SSH (2222).")
  private int gitPort = ServerPorts.USUAL.git();

  @Option(names = "--ssh-port", paramLabel = "N", description = "SSH gateway (2200).")
  private int sshPort = ServerPorts.USUAL.ssh();

  @Option(
      names = "--engine",
      paramLabel = "ADDRESS[,KEY=VALUE..]",
      description =
          "Docker Engine that builds, unix://, tcp:// or ssh://; may be repeated ("
              + EngineOption.USUAL
              + "). Keys: name, registry=HOST:PORT as it reaches it, weight (1), at-once (2),"
              + " certificates=FOLDER (ca.pem, cert.pem, key.pem) for tcp://,"
              + " ssh-config=FILE for ssh://,"
              + " platforms=P+P for which alone it builds.")
  private List<String> engines = List.of(EngineOption.USUAL);

  @Option(
      names = "--platform",
      paramLabel = "P",
      description =
          "Build for it unless the project says otherwise; may be repeated (linux/amd64,"
              + " linux/arm64, linux/arm/v7).")
  private List<Platform> platforms =
      List.of(Platform.LINUX_AMD64, Platform.LINUX_ARM64, Platform.LINUX_ARM_V7);

  @Option(
      names = "--soak",
      paramLabel = "TIME",
      description = "How long a release must stay healthy before it counts (5s).")
  private Duration soak = Duration.ofSeconds(5);

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      description = "How long a device may take to become healthy before it rolls back (2m).")
  private Duration deadline = Duration.ofMinutes(2);

  @Option(
      names = "--insecure",
      description = "Open every port beyond this machine, those without TLS too.")
  private boolean insecure;

  /**
   * All of it as the server's configuration.
   *
   * @throws CommandFailure when some of it makes no sense
   */
  ServerConfig config(Map<String, String> environment) {
    try {
      return new ServerConfig(
          absolute(data == null ? Folders.data() : data),
          Folders.cache(environment),
          listen,
          new ServerPorts(httpPort, registryPort, gitPort, sshPort),
          https(),
          engines(),
          platforms,
          SupervisorBundle.find(),
          soak,
          deadline,
          insecure);
    } catch (IllegalArgumentException e) {
      var faults = String.valueOf(e.getMessage());
      throw CommandFailure.failed(faults.replace("\n", "; "), "fleet up --help");
    }
  }

  private List<EngineOption> engines() {
    var faults = new ArrayList<String>();
    var read = new ArrayList<EngineOption>();
    for (var text : engines) {
      try {
        read.add(EngineOption.parse(text));
      } catch (IllegalArgumentException e) {
        faults.add(String.valueOf(e.getMessage()));
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    return read;
  }

  /** Says what others may read, when the configuration lets them. */
  static void warn(ServerConfig config, Terminal terminal) {
    var open = config.plainBeyondHere();
    if (!open.isEmpty()) {
      terminal.say(
          terminal.errPalette().paint(Style.WARNING, "warning:")
              + " ports without TLS are open on %s: who is there can read and change what passes"
                  .formatted(String.join(", ", open)));
      terminal.say(
          "  hint: without --insecure, the dashboard and the API are there over TLS alone");
    }
  }

  private Optional<HttpsPort> https() {
    var port = Optional.ofNullable(httpsPort).or(this::usual);
    if (port.isEmpty() && !publicNames.isEmpty()) {
      throw new IllegalArgumentException("--public-name is for --https-port, which is missing");
    }
    var given = given();
    if (port.isEmpty() && given.isPresent()) {
      throw new IllegalArgumentException("--tls-cert is for --https-port, which is missing");
    }
    if (given.isPresent() && !publicNames.isEmpty()) {
      throw new IllegalArgumentException(
          "--public-name is for the installation's own certificate, not for --tls-cert");
    }
    return port.map(number -> new HttpsPort(number, publicNames, given));
  }

  /** Beyond this machine there is TLS, unless somebody insists on none. */
  private Optional<Integer> usual() {
    var beyond = listen.stream().anyMatch(host -> !ServerConfig.isHere(host));
    return beyond && !insecure ? Optional.of(HttpsPort.USUAL) : Optional.empty();
  }

  /** Looked at now, before anything is started. */
  private Optional<CertificateFiles> given() {
    if (tlsCert == null && tlsKey == null) {
      return Optional.empty();
    }
    if (tlsCert == null || tlsKey == null) {
      throw new IllegalArgumentException("--tls-cert and --tls-key belong together");
    }
    var files = new CertificateFiles(absolute(tlsCert), absolute(tlsKey));
    files.check(Instant.now());
    return Optional.of(files);
  }

  private static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }
}
