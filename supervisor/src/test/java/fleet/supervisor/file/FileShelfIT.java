package fleet.supervisor.file;

import static fleet.supervisor.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.Secret;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.Digest;
import fleet.contract.release.FileMount;
import fleet.contract.release.FileMount.FileAccess;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Platform;
import fleet.contract.variable.VariableName;
import fleet.supervisor.engine.FileBind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of containers on a real file system. */
class FileShelfIT {
  private static final VariableName PIN = VariableName.parse("PIN");
  private static final String MOTD = "good morning";

  @TempDir Path folder;
  private FileShelf shelf;

  @BeforeEach
  void open() {
    shelf = new FileShelf(folder.resolve("disk"), folder.resolve("memory"));
    shelf.know(Stream.of(release()));
  }

  @Test
  void configs_lie_on_the_disk_and_values_in_memory() throws IOException {
    var binds = lay("1234");

    assertThat(binds).extracting(FileBind::target).containsExactly("/etc/motd", "/run/secrets/pin");
    assertThat(binds.get(0).source()).startsWith(folder.resolve("disk")).hasContent(MOTD);
    assertThat(binds.get(1).source()).startsWith(folder.resolve("memory")).hasContent("1234");
    assertThat(mode(binds.get(0).source())).isEqualTo("r--r--r--");
    assertThat(mode(binds.get(1).source())).isEqualTo("r--------");
    assertThat(Files.getAttribute(binds.get(1).source(), "unix:uid")).isEqualTo(7);
    assertThat(mode(folder.resolve("memory"))).isEqualTo("rwx------");
  }

  @Test
  void what_is_there_is_left_and_what_is_gone_comes_again() throws IOException {
    var binds = lay("1234");
    var before = key(binds.get(0).source());
    Files.delete(binds.get(1).source());

    assertThat(lay("1234")).isEqualTo(binds);
    assertThat(key(binds.get(0).source())).isEqualTo(before);
    assertThat(binds.get(1).source()).hasContent("1234");
  }

  @Test
  void what_no_container_has_is_taken_away() {
    var binds = lay("1234");

    shelf.keepOnly(Set.of("fleet-web-1"));
    assertThat(binds).allSatisfy(bind -> assertThat(bind.source()).exists());
    shelf.keepOnly(Set.of());
    assertThat(folder.resolve("disk")).isEmptyDirectory();
    assertThat(folder.resolve("memory")).isEmptyDirectory();
  }

  @Test
  void a_value_that_nobody_gave_is_named() {
    assertThatThrownBy(() -> shelf.lay("fleet-web-1", service(), Map.of()))
        .hasMessageContaining("reads the variable PIN from a file, and it has no value")
        .hasMessageContaining("fleet env set --secret PIN");
  }

  private List<FileBind> lay(String pin) {
    return shelf.lay("fleet-web-1", service(), Map.of(PIN, Secret.of(pin)));
  }

  private static ReleaseTarget release() {
    return new ReleaseTarget(
        ReleaseId.random(),
        "1.0.0",
        "1a2b3c4",
        List.of(service()),
        Set.of(),
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        Optional.of(List.of(MOTD)));
  }

  private static ServiceTarget service() {
    var digest = Digest.of(MOTD.getBytes(StandardCharsets.UTF_8));
    var image =
        new ImageVariant("linux/amd64", Platform.LINUX_AMD64, digest, digest, 100, List.of());
    var files =
        spec()
            .files(
                new FileMount.Content("/etc/motd", digest, FileAccess.USUAL),
                new FileMount.Value("/run/secrets/pin", PIN, new FileAccess(7, 0, 0400)));
    return new ServiceTarget(ServiceName.parse("web"), "berlin/web", image, files.build());
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static Object key(Path path) throws IOException {
    return Files.getAttribute(path, "unix:ino");
  }
}
