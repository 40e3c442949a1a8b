package fleet.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.cli.machine.MachineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderIT {
  @TempDir private Path folder;

  @Test
  void a_second_server_is_refused_with_the_first_ones_process() {
    try (var _ = DataFolder.take(folder)) {
      assertThatThrownBy(() -> DataFolder.take(folder))
          .isInstanceOf(MachineException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining(folder.toString());
    }
  }

  @Test
  void it_is_free_again_after_the_first_one_ended() {
    DataFolder.take(folder).close();

    try (var again = DataFolder.take(folder)) {
      assertThat(again.path()).isEqualTo(folder);
    }
  }

  @Test
  void the_master_key_is_made_once_and_for_its_owner_alone() throws Exception {
    try (var data = DataFolder.take(folder)) {
      var first = data.keys();

      assertThat(data.keys()).isEqualTo(first);
      assertThat(Files.getPosixFilePermissions(folder.resolve("master.key")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void a_master_key_that_others_may_read_is_refused() throws Exception {
    try (var data = DataFolder.take(folder)) {
      data.keys();
      var file = folder.resolve("master.key");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

      assertThatThrownBy(data::keys)
          .isInstanceOf(MachineException.class)
          .hasMessageContaining("may be read by others");
    }
  }

  @Test
  void a_lost_master_key_is_not_replaced_while_there_is_a_database() throws Exception {
    try (var data = DataFolder.take(folder)) {
      Files.writeString(folder.resolve("postgres.json"), "{}");

      assertThatThrownBy(data::keys)
          .isInstanceOf(MachineException.class)
          .hasMessageContaining("is missing, and the keys in the database are wrapped by it");
      assertThat(folder.resolve("master.key")).doesNotExist();
    }
  }
}
