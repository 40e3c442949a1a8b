package fleet.builder.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.release.Platform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProgramsTest {
  private static final int ARM = 40;
  private static final int AMD64 = 62;
  private static final int ARM64 = 183;

  @ParameterizedTest
  @CsvSource({
    "linux/amd64, 62, ",
    "linux/amd64, 3, ",
    "linux/amd64, 183, arm64",
    "linux/arm64, 183, ",
    "linux/arm64, 40, ",
    "linux/arm64, 62, amd64",
    "linux/arm/v7, 40, ",
    "linux/arm/v6, 40, ",
    "linux/arm/v7, 183, arm64",
    "linux/arm/v7, 62, amd64",
    "linux/386, 62, amd64",
    "linux/arm64, 8, another processor (ELF machine 8)",
    "linux/riscv64, 62, ",
  })
  void an_architecture_runs_its_own_programs_and_those_of_its_past(
      String platform, int machine, String foreign) {
    var layer = new LayerTar().file("bin/sh", elf(machine, 2)).gzip();

    assertThat(
            Programs.foreign(layers(layer), Platform.parse(platform))
                .map(Programs.Foreign::processor))
        .isEqualTo(Optional.ofNullable(foreign));
  }

  @Test
  void one_program_that_fits_is_enough() {
    var base = new LayerTar().file("usr/bin/other", elf(AMD64, 3)).gzip();
    var own = new LayerTar().file("app", elf(ARM, 2)).zstd();

    assertThat(Programs.foreign(layers(base, own), Platform.LINUX_ARM_V7)).isEmpty();
    assertThat(Programs.foreign(layers(base), Platform.LINUX_ARM_V7))
        .contains(new Programs.Foreign("usr/bin/other", "amd64"));
  }

  @Test
  void emulators_objects_texts_and_links_say_nothing() {
    var layer =
        new LayerTar()
            .file("usr/bin/qemu-arm-static", elf(AMD64, 2))
            .file("usr/lib/crt1.o", elf(AMD64, 1))
            .file("etc/motd", "hello")
            .file("short", new byte[] {0x7f, 'E', 'L', 'F'})
            .symbolicLink("bin/x", "usr/bin/qemu-arm-static")
            .plain();

    assertThat(Programs.foreign(layers(layer), Platform.LINUX_ARM_V7)).isEmpty();
  }

  @Test
  void the_byte_order_of_the_head_counts() {
    var big = elf(0, 0);
    big[5] = 2;
    big[17] = 2;
    big[19] = 8;
    var layer = new LayerTar().file("bin/sh", big).gzip();

    assertThat(Programs.foreign(layers(layer), Platform.LINUX_ARM64)).isPresent();
  }

  @Test
  void what_cannot_be_read_is_taken_for_right() {
    assertThat(Programs.foreign(layers(new byte[] {1, 2, 3}), Platform.LINUX_ARM64)).isEmpty();
    List<LayerBytes> broken =
        List.of(() -> {
          throw new IOException("gone");
        });
    assertThat(Programs.foreign(broken, Platform.LINUX_ARM64)).isEmpty();
  }

  @Test
  void after_a_hundred_that_do_not_fit_nothing_is_read() {
    var layer = new LayerTar();
    for (var count = 0; count < 100; count++) {
      layer.file("bin/" + count, elf(ARM64, 2));
    }
    List<LayerBytes> layers =
        List.of(
            () -> new ByteArrayInputStream(layer.gzip()),
            () -> {
              throw new AssertionError("this layer was opened");
            });

    assertThat(Programs.foreign(layers, Platform.LINUX_AMD64))
        .contains(new Programs.Foreign("bin/0", "arm64"));
  }

  private static List<LayerBytes> layers(byte[]... layers) {
    return Arrays.stream(layers)
        .<LayerBytes>map(layer -> () -> new ByteArrayInputStream(layer))
        .toList();
  }

  private static byte[] elf(int machine, int type) {
    var head = new byte[64];
    head[0] = 0x7f;
    head[1] = 'E';
    head[2] = 'L';
    head[3] = 'F';
    head[4] = 2;
    head[5] = 1;
    head[16] = (byte) type;
    head[18] = (byte) machine;
    return head;
  }
}
