package fleet.cli.server;

import fleet.cli.machine.Ports;
import java.net.URI;

/** Where the API finds the parts that only it asks, on loopback. */
record InternalPorts(int builder, int tunnel) {
  /** For processes that are started apart, and must agree. */
  static final InternalPorts AGREED = new InternalPorts(8081, 8082);

  /** Any two free ones, for one process. */
  static InternalPorts free() {
    return new InternalPorts(Ports.anyFree(), Ports.anyFree());
  }

  URI url(int port) {
    return URI.create("http://%s:%d".formatted(ServerConfig.LOOPBACK, port));
  }
}
