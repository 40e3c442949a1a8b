package fleet.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that the bundle makes on the device. */
class ClassArchiveIT {
  private static final int PAGE = 4096;

  @TempDir Path folder;
  private Path bundle;

  @BeforeEach
  void unpack() throws IOException {
    bundle = folder.resolve("bundle");
    for (var part : List.of("bin", "lib")) {
      copy(Path.of("target", "dist", part), Files.createDirectories(bundle.resolve(part)));
    }
  }

  @Test
  void it_is_made_once_and_used() throws Exception {
    run("--prepare");
    var archive = archive();
    var made = Files.getLastModifiedTime(archive);
    run("--prepare");
    assertThat(archive()).isEqualTo(archive);
    assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);
    assertThat(run("--version", "-Xshare:on")).contains("fleet-supervisor ");
  }

  @Test
  void no_data_binder_is_in_the_bundle() throws IOException {
    try (var jars = Files.list(bundle.resolve("lib"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .anyMatch(name -> name.startsWith("jackson-core"))
          .noneMatch(name -> name.contains("databind") || name.contains("datatype"));
    }
  }

  @Test
  void a_truncated_one_is_left_unused() throws Exception {
    run("--prepare");
    var bytes = Files.readAllBytes(archive());
    Files.write(archive(), Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(run("--version")).contains("fleet-supervisor ");
  }

  @Test
  void one_with_other_bytes_inside_is_left_unused() throws Exception {
    run("--prepare");
    var bytes = Files.readAllBytes(archive());
    var middle = bytes.length / 2;
    Arrays.fill(bytes, middle, middle + 100 * PAGE, (byte) 0);
    Files.write(archive(), bytes);
    assertThat(run("--version")).contains("fleet-supervisor ");
  }

  @Test
  void where_it_cannot_be_written_there_is_none() throws Exception {
    Files.createFile(bundle.resolve("cache"));
    run("--prepare");
    assertThat(run("--version")).contains("fleet-supervisor ");
  }

  private Path archive() throws IOException {
    try (var files = Files.list(bundle.resolve("cache"))) {
      return files.filter(file -> file.toString().endsWith(".jsa")).findFirst().orElseThrow();
    }
  }

  /** What it says; it must end well. */
  private String run(String option, String... javaOptions) throws Exception {
    var builder = new ProcessBuilder(bundle.resolve("bin/fleet-supervisor").toString(), option);
    builder.environment().put("FLEET_JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("FLEET_JAVA_OPTIONS", String.join(" ", javaOptions));
    var process = builder.redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      files.forEach(file -> {
        try {
          Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }
}
