package fleet.cli.simulate;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;

/**
 * All that simulated devices have in common.
 *
 * @param tls by which the server is believed
 * @param storm whether connections are being cut off on purpose
 */
record World(
    URI server,
    HttpClient http,
    SSLContext tls,
    DeviceDoor door,
    Behaviour behaviour,
    Tally tally,
    Executor threads,
    InstantSource clock,
    AtomicBoolean storm) {
  /** Whether a connection was lost because it was cut off here. */
  boolean isStorm(String reason) {
    return storm.get() && (reason.startsWith("SocketException") || reason.startsWith("SSL"));
  }
}
