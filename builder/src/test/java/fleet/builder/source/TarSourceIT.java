package fleet.builder.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tars of strangers, unpacked to a real disk. */
final class TarSourceIT {
  @TempDir private Path folder;
  private Path project;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

  @BeforeEach
  void make_the_project_folder() throws IOException {
    project = Files.createDirectory(folder.resolve("project"));
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  @Test
  void files_folders_and_links_arrive_with_their_modes() throws IOException {
    add("./run.sh", TarConstants.LF_NORMAL, "", "#!/bin/sh", 0755);
    add("web/Dockerfile", TarConstants.LF_NORMAL, "", "FROM scratch", 0644);
    add("etc/localtime", TarConstants.LF_SYMLINK, "/usr/share/zoneinfo/UTC", "", 0777);
    add("copy", TarConstants.LF_LINK, "web/Dockerfile", "", 0644);

    assertThat(unpack()).matches("[0-9a-f]{40}");

    assertThat(project.resolve("run.sh")).isExecutable().hasContent("#!/bin/sh");
    assertThat(project.resolve("copy")).isRegularFile().hasContent("FROM scratch");
    assertThat(Files.readSymbolicLink(project.resolve("etc/localtime")))
        .hasToString("/usr/share/zoneinfo/UTC");
    assertThat(ProjectReader.of(project).paths())
        .containsExactlyInAnyOrder("run.sh", "web/Dockerfile", "copy");
  }

  @Test
  void the_same_files_have_the_same_digest_compressed_or_not() throws IOException {
    add("a", TarConstants.LF_NORMAL, "", "one", 0644);
    tar.finish();
    var compressed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes.toByteArray());
    }
    var other = Files.createDirectory(folder.resolve("other"));

    assertThat(source().unpack(new ByteArrayInputStream(compressed.toByteArray()), other))
        .isEqualTo(source().unpack(new ByteArrayInputStream(bytes.toByteArray()), project));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../escape", "a/../../escape", "/etc/escape", "a//b", "..", "a/./b"})
  void a_path_that_leaves_the_project_is_refused(String path) throws IOException {
    var entry = new TarArchiveEntry(path, true);
    entry.setSize(1);
    tar.putArchiveEntry(entry);
    tar.write('x');
    tar.closeArchiveEntry();

    refuses("is not a path within the project");
    assertThat(folder.resolve("escape")).doesNotExist();
  }

  @Test
  void nothing_is_written_through_a_link() throws IOException {
    add("out", TarConstants.LF_SYMLINK, folder.toString(), "", 0777);
    add("out/escape", TarConstants.LF_NORMAL, "", "x", 0644);

    refuses("lies behind a symbolic link");
    assertThat(folder.resolve("escape")).doesNotExist();
  }

  @Test
  void a_file_that_takes_a_links_place_does_not_follow_it() throws IOException {
    var victim = Files.writeString(folder.resolve("victim"), "precious");
    add("file", TarConstants.LF_SYMLINK, victim.toString(), "", 0777);
    add("file", TarConstants.LF_NORMAL, "", "x", 0644);

    var _ = unpack();

    assertThat(victim).hasContent("precious");
    assertThat(project.resolve("file")).isRegularFile().hasContent("x");
  }

  @Test
  void hard_links_to_what_is_no_file_of_the_project_are_refused() throws IOException {
    add("passwd", TarConstants.LF_LINK, "etc/passwd", "", 0644);
    refuses("which is no file of the project");
  }

  @Test
  void hard_links_through_a_link_are_refused() throws IOException {
    add("etc", TarConstants.LF_SYMLINK, "/etc", "", 0777);
    add("passwd", TarConstants.LF_LINK, "etc/passwd", "", 0644);
    refuses("lies behind a symbolic link");
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO})
  void devices_and_pipes_are_refused(byte type) throws IOException {
    add("dev", type, "", "", 0644);
    refuses("is neither a file, a folder nor a link");
  }

  @Test
  void too_many_bytes_or_entries_are_refused() throws IOException {
    add("big", TarConstants.LF_NORMAL, "", "x".repeat(2_000), 0644);
    add("small", TarConstants.LF_NORMAL, "", "x", 0644);
    tar.finish();

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> unpack(new SourceLimits(1_000, 10)))
        .withMessageContaining("holds more than");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> unpack(new SourceLimits(10_000, 1)))
        .withMessageContaining("holds more than 1 files");
  }

  @ParameterizedTest
  @ValueSource(
      bytes = {
        TarConstants.LF_GNUTYPE_LONGNAME,
        TarConstants.LF_GNUTYPE_LONGLINK,
        TarConstants.LF_PAX_EXTENDED_HEADER_LC
      })
  void a_header_that_would_fill_the_memory_is_refused(byte type) throws IOException {
    add("header", type, "", "2000000 path=" + "x".repeat(1_999_986) + "\n", 0644);
    add("a", TarConstants.LF_NORMAL, "", "x", 0644);
    refuses("holds a header of more than 1 MiB");
  }

  @Test
  void bytes_that_are_no_tar_and_tars_that_are_cut_off_are_refused() throws IOException {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() ->
            source()
                .unpack(
                    new ByteArrayInputStream("x".repeat(2_000).getBytes(StandardCharsets.UTF_8)),
                    project))
        .withMessageContaining("is not a whole tar");

    add("a", TarConstants.LF_NORMAL, "", "x".repeat(5_000), 0644);
    tar.finish();
    var cut = Arrays.copyOf(bytes.toByteArray(), 2_000);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> source().unpack(new ByteArrayInputStream(cut), project))
        .withMessageContaining("is not a whole tar");
  }

  @Test
  void an_upload_that_breaks_off_is_not_called_a_bad_tar() throws IOException {
    add("a", TarConstants.LF_NORMAL, "", "x".repeat(5_000), 0644);
    tar.finish();
    var begun = new ByteArrayInputStream(bytes.toByteArray(), 0, 2_000);
    var gone = InputStream.nullInputStream();
    gone.close();
    var broken = new SequenceInputStream(begun, gone);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> source().unpack(broken, project))
        .withMessage("the upload broke off");
  }

  @Test
  void a_disk_that_is_full_is_not_called_a_bad_tar() throws Exception {
    add("a", TarConstants.LF_NORMAL, "", "x".repeat(500_000), 0644);
    tar.finish();
    mount("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", project.toString());
    try {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> unpack(SourceLimits.DEFAULT))
          .withMessageContaining("could not write the project")
          .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.UNAVAILABLE));
    } finally {
      mount("umount", project.toString());
    }
  }

  private static void mount(String... words) throws IOException, InterruptedException {
    var process = new ProcessBuilder(words).inheritIO().start();
    assertThat(process.waitFor()).as(String.join(" ", words)).isZero();
  }

  @Test
  void a_compose_file_that_is_a_link_is_not_read() throws IOException {
    var secret = Files.writeString(folder.resolve("secret"), "password");
    add("docker-compose.yml", TarConstants.LF_SYMLINK, secret.toString(), "", 0777);
    var _ = unpack();

    assertThat(ProjectReader.of(project).text("docker-compose.yml")).isEmpty();
  }

  private void add(String name, byte type, String target, String text, int mode)
      throws IOException {
    var content = text.getBytes(StandardCharsets.UTF_8);
    var entry = new TarArchiveEntry(name, type, true);
    entry.setLinkName(target);
    entry.setMode(mode);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private void refuses(String reason) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(this::unpack)
        .withMessageContaining(reason);
  }

  private String unpack() throws IOException {
    tar.finish();
    return unpack(SourceLimits.DEFAULT);
  }

  private String unpack(SourceLimits limits) {
    return new TarSource(limits).unpack(new ByteArrayInputStream(bytes.toByteArray()), project);
  }

  private static TarSource source() {
    return new TarSource(SourceLimits.DEFAULT);
  }
}
