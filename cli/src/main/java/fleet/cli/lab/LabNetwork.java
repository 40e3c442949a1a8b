package fleet.cli.lab;

import fleet.cli.machine.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The lab's bridge, namespaces, and the three packet filter rules that let it reach the world. The
 * rules carry the lab's mark; no others are touched.
 */
record LabNetwork(LabNames names) {
  /** Says whether this machine has an address of the lab's subnet, by whomever. */
  boolean isTaken() {
    var prefix = names.hostAddress().substring(0, names.hostAddress().lastIndexOf('.') + 1);
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .anyMatch(address -> address.getHostAddress().startsWith(prefix));
    } catch (SocketException e) {
      throw new UncheckedIOException("could not list this machine's addresses", e);
    }
  }

  void makeBridge() {
    ip("link", "add", names.bridge(), "type", "bridge");
    ip("addr", "add", names.hostAddress() + "/24", "dev", names.bridge());
    ip("link", "set", names.bridge(), "up");
    try {
      Files.writeString(Path.of("/proc/sys/net/ipv4/ip_forward"), "1");
    } catch (IOException e) {
      throw new UncheckedIOException("could not switch on packet forwarding", e);
    }
    rules("-A", "-I").forEach(Program::output);
  }

  void makeNamespace(int device) {
    var namespace = names.namespace(device);
    ip("netns", "add", namespace);
    ip(
        "link",
        "add",
        names.veth(device),
        "type",
        "veth",
        "peer",
        "name",
        "eth0",
        "netns",
        namespace);
    ip("link", "set", names.veth(device), "master", names.bridge(), "up");
    inside(namespace, "link", "set", "lo", "up");
    inside(namespace, "addr", "add", names.deviceAddress(device) + "/24", "dev", "eth0");
    inside(namespace, "link", "set", "eth0", "up");
    inside(namespace, "route", "add", "default", "via", names.hostAddress());
  }

  /** Removes whatever there is of it, after its processes have ended. */
  void remove(int devices) {
    for (var device = 1; device <= devices; device++) {
      if (Files.exists(DeviceHost.namespaceFile(names.namespace(device)))) {
        ip("netns", "del", names.namespace(device));
      }
      removeLink(names.veth(device));
    }
    removeLink(names.bridge());
    rules("-D", "-D").forEach(Program::run);
  }

  private void removeLink(String name) {
    if (Files.exists(Path.of("/sys/class/net", name))) {
      ip("link", "del", name);
    }
  }

  private List<Program> rules(String atEnd, String atFront) {
    var bridge = names.bridge();
    return List.of(
        rule(
            List.of("-t", "nat", atEnd, "POSTROUTING"),
            List.of("-s", names.subnet(), "!", "-o", bridge, "-j", "MASQUERADE")),
        rule(List.of(atFront, "FORWARD"), List.of("-i", bridge, "-j", "ACCEPT")),
        rule(List.of(atFront, "FORWARD"), List.of("-o", bridge, "-j", "ACCEPT")));
  }

  private Program rule(List<String> where, List<String> what) {
    var mark = List.of("-m", "comment", "--comment", names.ruleComment());
    return Program.of(
        Stream.of(List.of("iptables", "-w"), where, mark, what).flatMap(List::stream).toList());
  }

  private static void ip(String... words) {
    Program.of(Stream.concat(Stream.of("ip"), Stream.of(words)).toList()).output();
  }

  private static void inside(String namespace, String... words) {
    var program = Stream.concat(Stream.of("ip"), Stream.of(words)).toList();
    Program.of(Stream.concat(DeviceHost.enter(namespace).stream(), program.stream()).toList())
        .output();
  }
}
