package fleet.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.cli.OnEngines;
import fleet.cli.machine.Folders;
import fleet.cli.machine.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnEngines
class BusyboxBasesIT {
  private final Path bases = new BusyboxBases(Folders.cache(System.getenv())).prepare();

  @ParameterizedTest
  @CsvSource({"amd64, 62", "arm64, 183", "armv7, 40"})
  void each_base_holds_a_busybox_for_its_own_processor(String name, int elfMachine)
      throws Exception {
    try (var program = Files.newInputStream(bases.resolve(name).resolve("bin/busybox"))) {
      var head = program.readNBytes(20);

      assertThat(head).startsWith(0x7f, 'E', 'L', 'F');
      assertThat(Byte.toUnsignedInt(head[18])).isEqualTo(elfMachine);
    }
    assertThat(bases.resolve(name).resolve("bin/sh")).isSymbolicLink();
    assertThat(bases.resolve(name).resolve("etc/passwd")).content().startsWith("root:");
  }

  @Test
  void a_second_time_nothing_is_downloaded() throws Exception {
    var made = Files.getLastModifiedTime(bases);

    new BusyboxBases(Folders.cache(System.getenv())).prepare();

    assertThat(Files.getLastModifiedTime(bases)).isEqualTo(made);
  }

  @Test
  void this_machine_has_not_learned_a_foreign_architecture() {
    assertThat(Program.of("dpkg", "--print-foreign-architectures").output()).isBlank();
  }
}
