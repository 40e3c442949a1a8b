package fleet.cli.doctor;

import java.util.List;
import java.util.Map;

/** Looks at a machine, in the order in which people read it. */
public final class Doctor {
  private static final List<Check> CHECKS =
      List.of(
          new Check(
              "JDK 25",
              Purpose.SERVER,
              Machine::jdk,
              List.of(new Remedy.ByHand("install a JDK 25, or set FLEET_JAVA_HOME to one"))),
          Check.program("git", Purpose.SERVER, "git"),
          Check.program("ssh", Purpose.SERVER, "openssh-client"),
          Check.program("setpriv", Purpose.SERVER, "util-linux"),
          Check.program("tar", Purpose.SERVER, "tar"),
          Check.program("dockerd", Purpose.SERVER, "docker.io"),
          Check.program("iptables", Purpose.SERVER, "iptables"),
          Check.format("linux/arm64", "aarch64", "aarch64"),
          Check.format("linux/arm/v7", "arm", "arm"),
          Check.program("ip", Purpose.DEMO, "iproute2"),
          Check.program("nsenter", Purpose.DEMO, "util-linux"),
          Check.program("ssh-keygen", Purpose.DEMO, "openssh-client"),
          Check.program("curl", Purpose.TESTS, "curl"),
          Check.program("docker-registry", Purpose.TESTS, "docker-registry"),
          Check.program("debootstrap", Purpose.TESTS, "debootstrap"),
          Check.program("chromium", Purpose.TESTS, "chromium"),
          Check.program("wrk", Purpose.MEASURES, "wrk"),
          Check.program("nginx", Purpose.MEASURES, "nginx-light"),
          Check.program("sshd", Purpose.MEASURES, "openssh-server"),
          Check.program("pgbench", Purpose.MEASURES, "postgresql-contrib"));

  private final Machine machine;

  public Doctor(Map<String, String> environment) {
    this(new ThisMachine(environment));
  }

  Doctor(Machine machine) {
    this.machine = machine;
  }

  /** A finding for each thing that the purpose needs. */
  public List<Finding> examine(Purpose purpose) {
    return CHECKS.stream()
        .filter(check -> check.neededFor().compareTo(purpose) <= 0)
        .map(check -> check.examine(machine))
        .toList();
  }

  /** What would make everything good, each remedy once, in order. */
  public static List<Remedy> remedies(List<Finding> findings) {
    return findings.stream().flatMap(finding -> finding.remedies().stream()).distinct().toList();
  }
}
