package fleet.contract.release;

/**
 * A port of the container that the device's host listens on.
 *
 * @param hostIp address on the host; empty means all
 * @param protocol {@code tcp} or {@code udp}
 */
public record PortMapping(String hostIp, int host, int container, String protocol) {
  private static final int MAX_PORT = 65_535;

  public PortMapping {
    if (host < 1 || host > MAX_PORT || container < 1 || container > MAX_PORT) {
      throw new IllegalArgumentException("a port is a number from 1 to 65535");
    }
    if (!protocol.equals("tcp") && !protocol.equals("udp")) {
      throw new IllegalArgumentException("a port's protocol is tcp or udp");
    }
  }
}
