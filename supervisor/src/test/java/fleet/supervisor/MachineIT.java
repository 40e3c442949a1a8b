package fleet.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineIT {
  @TempDir private Path folder;

  @Test
  void a_model_is_one_line_without_the_kernels_zero_byte() throws IOException {
    var file = Files.writeString(folder.resolve("model"), "Raspberry Pi 4 Model B Rev 1.4\0");
    assertThat(Machine.line(file)).contains("Raspberry Pi 4 Model B Rev 1.4");
    var endless = Files.writeString(folder.resolve("long"), "x".repeat(5_000));
    assertThat(Machine.line(endless).orElseThrow()).hasSize(100);
    assertThat(Machine.line(Files.writeString(folder.resolve("empty"), "\n\0"))).isEmpty();
    assertThat(Machine.line(folder.resolve("nothing"))).isEmpty();
    assertThat(Machine.line(folder)).isEmpty();
  }
}
