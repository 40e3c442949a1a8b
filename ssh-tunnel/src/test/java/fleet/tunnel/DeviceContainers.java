package fleet.tunnel;

import fleet.contract.identity.DeviceId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Containers of services on the device's engine, made with the docker command. */
final class DeviceContainers implements AutoCloseable {
  private static final String IMAGE = "fleet-tunnel-it:1";

  private final Lab lab;
  private final List<String> names = new ArrayList<>();

  DeviceContainers(Lab lab) {
    this.lab = lab;
    var dockerfile = "FROM scratch\nADD . /\nCMD [\"/bin/sleep\", \"100000\"]\n";
    var base = lab.bases().resolve("amd64").toString();
    Shell.run(
            List.of("docker", "-H", lab.engine(), "build", "-q", "-t", IMAGE, "-f", "-", base),
            dockerfile.getBytes(StandardCharsets.UTF_8))
        .orThrow();
  }

  void run(DeviceId device, String service) {
    var name = "fleet-tunnel-it-%s-%s".formatted(service, device);
    names.add(name);
    docker(
        "run",
        "-d",
        "--init",
        "--name",
        name,
        "--hostname",
        service,
        "--label",
        "fleet.device=" + device,
        "--label",
        "fleet.service=" + service,
        IMAGE);
  }

  /** The command lines of what runs in a service's container. */
  String processes(DeviceId device, String service) {
    return docker("top", "fleet-tunnel-it-%s-%s".formatted(service, device), "-o", "pid,args");
  }

  private String docker(String... words) {
    var command = new ArrayList<>(List.of("docker", "-H", lab.engine()));
    command.addAll(List.of(words));
    return Shell.run(command, new byte[0]).orThrow().output();
  }

  @Override
  public void close() {
    names.forEach(name -> docker("rm", "-f", name));
    docker("rmi", "-f", IMAGE);
  }
}
