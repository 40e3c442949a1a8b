package fleet.tunnel;

import fleet.contract.Json;
import fleet.contract.device.DeviceAction;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.PublicKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A device: an identity key, and {@link DeviceMain} in the network namespace of its engine. */
final class DeviceProcess implements AutoCloseable {
  private final DeviceId id;
  private final PublicKey key;
  private final Process process;

  private DeviceProcess(DeviceId id, PublicKey key, Process process) {
    this.id = id;
    this.key = key;
    this.process = process;
  }

  static DeviceProcess start(Lab lab, Path folder, DeviceId id, Duration idle)
      throws IOException, GeneralSecurityException {
    return start(lab, folder, id, idle, Duration.ZERO);
  }

  /** One that thinks the server's clock differs from its own by this. */
  static DeviceProcess start(Lab lab, Path folder, DeviceId id, Duration idle, Duration offset)
      throws IOException, GeneralSecurityException {
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    var file = folder.resolve("identity-%s.pem".formatted(id));
    Files.writeString(
        file,
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())));
    var command =
        List.of(
            "nsenter",
            "--net=/var/run/netns/" + lab.deviceNamespace(),
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            DeviceMain.class.getName(),
            id.toString(),
            lab.engineSocket().toString(),
            file.toString(),
            offset.toString(),
            idle.toString());
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new DeviceProcess(id, PublicKey.of(pair.getPublic()), process);
  }

  DeviceId id() {
    return id;
  }

  PublicKey key() {
    return key;
  }

  void tell(DeviceAction.OpenLink action) throws IOException {
    var line = Json.mapper().writerFor(DeviceAction.class).writeValueAsString(action) + "\n";
    process.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** The child JVM that holds the link, if there is one now. */
  boolean holdsLink() {
    return process.toHandle().descendants().anyMatch(ProcessHandle::isAlive);
  }

  ProcessHandle child() {
    return process.toHandle().children().findFirst().orElseThrow();
  }

  /** Ends the supervisor's process at once, as a crash would. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
