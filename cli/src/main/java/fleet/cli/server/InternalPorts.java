package fleet.cli.server;

import fleet.cli.machine.Ports;

/** Of the parts that only the API asks. */
record InternalPorts(int builder, int tunnel) {
  /** For processes that are started apart, and must agree. */
  static final InternalPorts AGREED = new InternalPorts(8081, 8082);

  /** Any two free ones, for one process. */
  static InternalPorts free() {
    return new InternalPorts(Ports.anyFree(), Ports.anyFree());
  }
}
