package fleet.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import fleet.contract.identity.Secret;
import fleet.contract.release.Confinement;
import fleet.contract.release.HostAccess;
import fleet.contract.release.HostAccess.Folder;
import fleet.contract.release.HostAccess.Namespace;
import fleet.contract.release.HostAccess.Node;
import fleet.contract.release.Limits;
import fleet.contract.release.NameLookup;
import fleet.contract.release.NetworkShape;
import fleet.contract.release.Ulimit;
import fleet.contract.variable.VariableName;
import fleet.supervisor.Specs;
import fleet.supervisor.fake.FakeRegistryPort;
import fleet.supervisor.fake.Lab;
import fleet.supervisor.fake.TestImage;
import fleet.supervisor.http.Connector;
import fleet.supervisor.http.EventLoop;
import fleet.supervisor.http.Http;
import fleet.supervisor.http.Tls;
import fleet.supervisor.plan.ContainerId;
import fleet.supervisor.plan.Network;
import fleet.supervisor.plan.Networks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineIT extends EngineContract {
  private final TestImage image =
      TestImage.running("trap exit TERM; echo hello; sleep 100 & wait", "contract");
  private final FakeRegistryPort registry = new FakeRegistryPort(image);
  private final EventLoop loop = new EventLoop();
  private final Http http = new Http(new Connector(loop, new Tls(Optional.empty())));
  private final DockerEngine engine = new DockerEngine(http, Lab.buildEngine());

  @AfterEach
  @Override
  void tidy() {
    try (loop;
        registry) {
      super.tidy();
    }
  }

  @Test
  void an_engine_that_is_not_there_is_named() {
    var nobody = new DockerEngine(http, Path.of("/nowhere/docker.sock"));
    assertThatThrownBy(nobody::images)
        .isInstanceOf(EngineUnreachableException.class)
        .hasMessageContaining(
            "could not reach the container engine at unix:///nowhere/docker.sock");
  }

  @Test
  void variables_are_in_the_environment_rather_than_the_specs_own() {
    var spec = Specs.spec().environment("COLOUR", "blue").build();
    var value = "red $HOME \"quoted\"\nand more";
    var id = create(spec, Map.of(VariableName.parse("COLOUR"), Secret.of(value)));
    engine.start(id);
    var shown = "test \"$COLOUR\" = 'red $HOME \"quoted\"\nand more'";
    assertThat(engine.passes(id, List.of("sh", "-c", shown))).isTrue();
  }

  @Test
  void a_service_has_no_more_than_its_limits() {
    var limits =
        new Limits(
            Optional.of(64L * 1024 * 1024),
            Optional.of(64L * 1024 * 1024),
            Optional.empty(),
            Optional.of(500_000_000L),
            Optional.of(77L),
            Optional.of(1024L * 1024),
            Map.of("nofile", new Ulimit(123, 456)));
    var id = create(Specs.spec().limits(limits).build(), Map.of());
    engine.start(id);

    expect(
        id,
        "cat /sys/fs/cgroup/memory.max || cat /sys/fs/cgroup/memory/memory.limit_in_bytes",
        "67108864");
    expect(id, "cat /sys/fs/cgroup/pids.max || cat /sys/fs/cgroup/pids/pids.max", "77");
    expect(id, "cat /sys/fs/cgroup/cpu.max || cat /sys/fs/cgroup/cpu/cpu.cfs_quota_us", "50000.*");
    expect(id, "ulimit -n", "123");
    expect(id, "ulimit -H -n", "456");
    expect(id, "grep ' /dev/shm ' /proc/mounts", ".*size=1024k.*");
  }

  @Test
  void what_is_taken_from_a_service_it_does_not_have() {
    var taken = new Confinement(List.of("ALL"), true, Map.of("net.core.somaxconn", "777"), false);
    var id = create(Specs.spec().confinement(taken).build(), Map.of());
    engine.start(id);

    expect(id, "grep CapEff /proc/self/status", "CapEff:[[:space:]]+0+");
    expect(id, "grep NoNewPrivs /proc/self/status", "NoNewPrivs:[[:space:]]+1");
    expect(id, "cat /proc/sys/net/core/somaxconn", "777");
  }

  @Test
  void a_service_without_a_network_has_only_its_own_address() {
    var taken = new Confinement(List.of(), false, Map.of(), true);
    var id = create(Specs.spec().confinement(taken).build(), Map.of());
    engine.start(id);

    expect(id, "ls /sys/class/net | grep -v tunl | grep -v sit | tr -d '\\n'; echo", "lo");
  }

  @Test
  void what_a_service_reaches_of_the_machine_it_has() throws IOException {
    var access =
        new HostAccess(
            false,
            List.of(Namespace.NETWORK, Namespace.PID),
            List.of("NET_ADMIN"),
            List.of(new Node("/dev/zero", "/dev/nothing", "r")),
            List.of("c 1:8 r"),
            List.of(new Folder("/usr/share", "/of/machine", true)),
            List.of("seccomp=unconfined"),
            List.of("997"));
    var id = create(Specs.spec().hostAccess(access).build(), Map.of());
    engine.start(id);

    expect(id, "test $(cat /proc/1/comm) != sh && echo machine", "machine");
    expect(id, "dd if=/dev/nothing bs=1 count=1 2>&1 | grep -c 1+0", "[12]");
    expect(id, "test -d /of/machine/zoneinfo -o -d /of/machine/doc && echo folder", "folder");
    expect(id, "touch /of/machine/x || echo sealed", "sealed");
    expect(id, "grep ^Seccomp: /proc/self/status", "Seccomp:[[:space:]]+0");
    expect(id, "grep ^Groups: /proc/self/status", "Groups:.*997.*");
    expect(id, "readlink /proc/self/ns/net", network().replaceAll("[\\[\\]]", "."));
  }

  @Test
  void a_privileged_service_is_made_as_one() throws IOException {
    var access =
        new HostAccess(
            true, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    var id = create(Specs.spec().hostAccess(access).build(), Map.of());

    // Not started: machines that tests run on may lack what it would get.
    assertThat(get("/containers/%s/json".formatted(id)).at("/HostConfig/Privileged").asBoolean())
        .isTrue();
  }

  @Test
  void services_find_each_other_only_in_a_network_that_they_share() {
    createNetwork(network(further()));
    var alone = create(further() + "-alone", place(further()));
    var both = create(Specs.spec().build(), Map.of());
    engine.join(both, new Networks.Place(further(), List.of("web", "shop"), Optional.empty()));
    var other =
        create(
            further() + "-other",
            new Networks.Place(networkName(), List.of("db"), Optional.empty()));
    List.of(alone, both, other).forEach(engine::start);

    expect(alone, "ping -c 1 -W 5 shop >/dev/null && echo found", "found");
    expect(both, "ping -c 1 -W 5 db >/dev/null && echo found", "found");
    expect(alone, "ping -c 1 -W 1 db >/dev/null || echo nobody", "nobody");
  }

  @Test
  void a_network_is_made_as_its_shape_says() throws IOException {
    var subnet =
        new NetworkShape.Subnet(
            "10.234.56.0/24",
            Optional.of("10.234.56.128/25"),
            Optional.of("10.234.56.7"),
            Map.of("printer", "10.234.56.129"));
    var shape =
        new NetworkShape(
            true,
            Map.of("com.docker.network.driver.mtu", "1400"),
            Map.of("team", "kitchen"),
            List.of(subnet));
    createNetwork(new Network(further(), shape));
    var id =
        create(
            further() + "-web",
            new Networks.Place(further(), List.of("web"), Optional.of("10.234.56.200")));
    engine.start(id);

    expect(id, "ip -4 -o addr show eth0 | grep -o '10[.0-9/]* ' | head -n 1", "10.234.56.200/24 ");
    expect(id, "cat /sys/class/net/eth0/mtu", "1400");
    var made = get("/networks/" + further());
    assertThat(made.at("/Labels/team").asText()).isEqualTo("kitchen");
    assertThat(made.at("/Internal").asBoolean()).isTrue();
  }

  @Test
  void a_file_is_seen_and_cannot_be_written(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("motd"), "good morning");
    var id = create(Specs.spec().build(), Map.of(), List.of(new FileBind(file, "/etc/motd")));
    engine.start(id);

    expect(id, "cat /etc/motd; echo", "good morning");
    expect(id, "echo x > /etc/motd || echo sealed", "sealed");
    assertThatThrownBy(() ->
            create(
                Specs.spec().build(),
                Map.of(),
                List.of(new FileBind(folder.resolve("none"), "/etc/none"))))
        .isInstanceOf(EngineException.class);
  }

  @Test
  void memory_is_as_large_and_as_open_as_it_is_said_to_be() {
    var id =
        create(
            Specs.spec().memory("/scratch", 1024 * 1024, 01777).maxRestarts(3).build(), Map.of());
    engine.start(id);

    expect(id, "grep ' /scratch ' /proc/mounts", ".*size=1024k.*");
    expect(id, "stat -c %a /scratch", "1777");
  }

  @Test
  void a_service_finds_the_names_that_it_is_told() {
    var lookup =
        new NameLookup(
            Map.of("cloud", "203.0.113.7"),
            List.of("192.0.2.53"),
            List.of("example.com"),
            List.of("ndots:3"));
    var id = create(Specs.spec().lookup(lookup).build(), Map.of());
    engine.start(id);

    expect(id, "grep cloud /etc/hosts", "203.0.113.7[[:space:]]+cloud");
    expect(id, "grep ^search /etc/resolv.conf", "search example.com");
    expect(id, "grep ^options /etc/resolv.conf", "options.*ndots:3.*");
  }

  /** Of a command in the container: the whole of what it prints. */
  private void expect(ContainerId id, String command, String pattern) {
    var shell = "{ %s; } 2>/dev/null | grep -Eqx '%s'".formatted(command, pattern);
    assertThat(engine.passes(id, List.of("sh", "-c", shell))).as(command).isTrue();
  }

  @Override
  Engine engine() {
    return engine;
  }

  @Override
  String offered() {
    return "127.0.0.1:%d/berlin/contract@%s".formatted(registry.port(), image.manifestDigest());
  }

  @Override
  void tidyVolume(String volume) {
    delete("/volumes/" + volume);
  }

  /** The network that the engine is at home in. */
  private static String network() throws IOException {
    return Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString();
  }

  private JsonNode get(String path) throws IOException {
    var raw = new EngineHttp(http, Lab.buildEngine());
    try (var answer = raw.send("GET", path, Optional.empty(), Duration.ofSeconds(20))) {
      return Json.mapper().readTree(answer.body());
    }
  }

  private void delete(String path) {
    var raw = new EngineHttp(http, Lab.buildEngine());
    try (var answer = raw.send("DELETE", path, Optional.empty(), Duration.ofSeconds(20))) {
      answer.body().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
