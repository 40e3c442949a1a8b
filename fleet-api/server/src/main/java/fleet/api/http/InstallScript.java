package fleet.api.http;

import fleet.api.certificate.Authority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The script that makes a machine a device.
 *
 * @param authority who issues this server's certificate, when no machine can know it
 */
record InstallScript(Optional<Authority> authority) {
  private static final String SCRIPT = "/fleet/api/install/install.sh";

  /** For whoever reaches this server there, such as {@code https://fleet.example:8443}. */
  String text(String server) {
    var trusted = server.startsWith("https:") ? authority : Optional.<Authority>empty();
    return read()
        .replace("@SERVER@", server)
        .replace("@PIN@", trusted.map(known -> known.pin().text()).orElse(""))
        .replace("@AUTHORITY@", trusted.map(known -> known.pem().strip()).orElse(""));
  }

  private static String read() {
    try (var script = InstallScript.class.getResourceAsStream(SCRIPT)) {
      if (script == null) {
        throw new IllegalStateException("the class path has no " + SCRIPT);
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
