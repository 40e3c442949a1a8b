package fleet.cli.command;

import static fleet.cli.command.KitchenProject.BUILDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.identity.SecretBytes;
import fleet.contract.operator.BuildUpload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a push, as it comes to the server. */
class UploadIT {
  @TempDir private Path home;
  @TempDir private Path unpacked;
  private KitchenProject project;

  @BeforeEach
  void a_fleet_and_a_project() throws IOException {
    project = new KitchenProject(home);
  }

  @AfterEach
  void stop() {
    project.close();
  }

  @Test
  void the_folder_arrives_as_it_lies_there_but_without_git() throws Exception {
    var app = project.folder;
    var longName = "a-rather-long-name-of-a-folder".repeat(4);
    Files.createDirectories(app.resolve(".git/objects"));
    Files.writeString(app.resolve(".git/objects/x"), "x");
    Files.writeString(app.resolve(".dockerignore"), "src\n");
    Files.createDirectories(app.resolve("empty"));
    Files.createDirectories(app.resolve(longName));
    Files.writeString(app.resolve(longName).resolve("größe.txt"), "ü".repeat(300));
    Files.writeString(app.resolve("vendor.git"), "not git's own");
    Files.createSymbolicLink(app.resolve("link"), Path.of("src/run.sh"));
    assertThat(app.resolve("src/run.sh").toFile().setExecutable(true)).isTrue();
    Files.write(app.resolve("block"), new byte[512]);
    project.arrives(Samples.progress(1, 1, 1, 0));
    assertThat(project.push().exitCode()).isZero();

    unpack();
    try (var files = Files.walk(unpacked)) {
      assertThat(files.map(file -> unpacked.relativize(file).toString()))
          .containsExactlyInAnyOrder(
              "",
              ".dockerignore",
              "Dockerfile",
              "block",
              "empty",
              "link",
              "src",
              "src/run.sh",
              "vendor.git",
              longName,
              longName + "/größe.txt");
    }
    assertThat(unpacked.resolve(longName).resolve("größe.txt")).hasContent("ü".repeat(300));
    assertThat(unpacked.resolve("block")).hasBinaryContent(new byte[512]);
    assertThat(Files.readSymbolicLink(unpacked.resolve("link"))).hasToString("src/run.sh");
    assertThat(Files.isExecutable(unpacked.resolve("src/run.sh"))).isTrue();
    assertThat(Files.isExecutable(unpacked.resolve("Dockerfile"))).isFalse();
  }

  /** Unpacks what the server got, with the tar of this machine. */
  private void unpack() throws IOException, InterruptedException {
    var archive = project.server.asked(BUILDS).bytes();
    var file = Files.write(unpacked.resolve("got.tgz"), archive);
    var tar =
        new ProcessBuilder("tar", "-xzpf", file.toString(), "-C", unpacked.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
    assertThat(tar.waitFor()).isZero();
    Files.delete(file);
  }

  @Test
  void a_folder_that_is_not_there_is_told_before_anybody_is_asked() {
    var shell = project.signedIn();
    var missing = shell.run("push", "kitchen", "--source", "nothing");
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).startsWith("fleet: there is no folder " + home.resolve("nothing"));
    assertThat(shell.run("push", "kitchen", "--source", "app/Dockerfile").err())
        .contains("is not a folder");
    assertThat(project.server.asked()).isEmpty();
  }

  @Test
  void secrets_go_beside_the_folder_and_in_no_url() throws IOException {
    Files.writeString(project.folder.resolve("npmrc"), "_authToken=hush\n");
    project.arrives(Samples.progress(1, 1, 1, 0));
    var pushed =
        project
            .signedIn()
            .with("API_KEY", "from a variable")
            .run(
                "push",
                "kitchen",
                "--source",
                "app",
                "--build-secret",
                "id=npmrc,src=app/npmrc",
                "--build-secret",
                "id=api,env=API_KEY");
    assertThat(pushed.exitCode()).as(pushed.err()).isZero();

    var asked = project.server.asked(BUILDS);
    assertThat(asked.contentType()).isEqualTo(BuildUpload.CONTENT_TYPE);
    assertThat(asked.route()).doesNotContain("npmrc");
    var body = new ByteArrayInputStream(asked.bytes());
    assertThat(BuildUpload.readHead(body))
        .isEqualTo(
            Map.of(
                "npmrc",
                SecretBytes.of("_authToken=hush\n"),
                "api",
                SecretBytes.of("from a variable")));
    var tar = new String(new GZIPInputStream(body).readAllBytes(), StandardCharsets.UTF_8);
    assertThat(tar).contains("Dockerfile").doesNotContain("npmrc").doesNotContain("hush");
  }

  @Test
  void a_secret_that_cannot_be_read_is_said_before_anything_is_sent() {
    for (var word : List.of("id=a", "src=x", "id=a,src=b,env=C", "hush-hush", "id=a b,env=HOME")) {
      var refused = project.push("--build-secret", word);
      assertThat(refused.exitCode()).as(word).isEqualTo(2);
      assertThat(refused.err()).doesNotContain("hush-hush");
    }
    assertThat(project.push("--build-secret", "id=a,src=nowhere").err())
        .contains("there is no file " + home.resolve("nowhere"));
    assertThat(project.push("--build-secret", "id=a,env=NOWHERE").err())
        .contains("the build secret a has no value: NOWHERE is not set");
    assertThat(project.server.asked()).isEmpty();
  }

  @Test
  void a_file_that_changes_while_it_is_sent_breaks_the_push_off() throws IOException {
    var random = new byte[4 * 1024 * 1024];
    new Random(1).nextBytes(random);
    var file = Files.write(project.folder.resolve("0-large"), random);
    var upload =
        new Upload(
            ProjectFolder.at(project.folder), Map.of(), sent -> emptyAfter(1_000_000, sent, file));
    var shell = project.signedIn().shell();
    var log = new BuildLog(shell.terminal(), false, false);
    var follower = new BuildFollower(Api.signedIn(shell, new ServerOption()), log);
    assertThatThrownBy(() -> follower.upload("/fleets/kitchen/builds", upload))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(file + " changed while it was sent");
    assertThat(project.server.asked()).isEmpty();
  }

  private static void emptyAfter(long bytes, long sent, Path file) {
    try {
      if (sent > bytes) {
        Files.write(file, new byte[0]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
