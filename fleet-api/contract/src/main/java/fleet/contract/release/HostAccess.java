package fleet.contract.release;

import fleet.contract.release.HostGrant.Kind;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a service reaches of the machine that it runs on. Devices of a fleet run it as far as the
 * fleet's policy allows.
 *
 * @param privileged all of the machine
 * @param namespaces in which it is at home on the machine, and has none of its own
 * @param capabilities more than containers have, such as {@code NET_ADMIN}
 * @param devices nodes below {@code /dev}
 * @param deviceRules of the kernel for device nodes, such as {@code c 188:* rmw}
 * @param folders of the machine that it sees
 * @param securityOptions such as {@code seccomp=unconfined}
 * @param groups more that its processes are in, by name or number
 */
public record HostAccess(
    boolean privileged,
    List<Namespace> namespaces,
    List<String> capabilities,
    List<Node> devices,
    List<String> deviceRules,
    List<Folder> folders,
    List<String> securityOptions,
    List<String> groups) {
  public static final HostAccess NONE =
      new HostAccess(
          false, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  private static final String ANY_DEVICE = "/dev/*";

  public HostAccess {
    namespaces = namespaces.stream().distinct().sorted().toList();
    capabilities = List.copyOf(capabilities);
    devices = List.copyOf(devices);
    deviceRules = List.copyOf(deviceRules);
    folders = List.copyOf(folders);
    securityOptions = List.copyOf(securityOptions);
    groups = List.copyOf(groups);
  }

  /** A namespace of the kernel. */
  public enum Namespace {
    NETWORK(Kind.NETWORK),
    PID(Kind.PID),
    IPC(Kind.IPC),
    UTS(Kind.UTS),
    USER(Kind.USER);

    private final Kind kind;

    Namespace(Kind kind) {
      this.kind = kind;
    }

    /** What a fleet must allow for it. */
    public HostGrant need() {
      return HostGrant.of(kind);
    }
  }

  /**
   * A device node.
   *
   * @param path on the machine
   * @param target in the container
   * @param permissions of {@code r}, {@code w} and {@code m}
   */
  public record Node(String path, String target, String permissions) {}

  /**
   * A folder or file of the machine.
   *
   * @param path on the machine
   * @param target in the container
   */
  public record Folder(String path, String target, boolean readOnly) {}

  /** What a fleet must allow for it. */
  public List<HostGrant> needs() {
    return Stream.of(
            Stream.of(Kind.PRIVILEGED).filter(_ -> privileged).map(HostGrant::of),
            namespaces.stream().map(Namespace::need),
            capabilities.stream().map(name -> HostGrant.of(Kind.CAPABILITY, name)),
            devices.stream().map(node -> HostGrant.of(Kind.DEVICE, node.path())),
            deviceRules.stream().map(_ -> HostGrant.of(Kind.DEVICE, ANY_DEVICE)),
            folders.stream().map(folder -> HostGrant.of(Kind.FOLDER, folder.path())),
            securityOptions.stream().map(_ -> HostGrant.of(Kind.UNCONFINED)))
        .flatMap(needs -> needs)
        .distinct()
        .toList();
  }
}
