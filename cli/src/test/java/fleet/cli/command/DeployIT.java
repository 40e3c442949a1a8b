package fleet.cli.command;

import static fleet.cli.command.KitchenProject.BUILDS;
import static fleet.cli.command.KitchenProject.RELEASED;
import static fleet.cli.command.KitchenProject.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.operator.BuildEvent;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases of images that were built elsewhere. */
class DeployIT {
  private static final String ONE = BUILDS + "?copy=true&image=web%3Dghcr.io%2Facme%2Fweb%3A1.2";

  @TempDir private Path home;
  private KitchenProject project;

  @BeforeEach
  void a_fleet() throws IOException {
    project = new KitchenProject(home);
    project.arrives(Samples.progress(1, 1, 1, 0));
  }

  @AfterEach
  void stop() {
    project.close();
  }

  @Test
  void images_are_all_that_is_sent_where_there_is_no_compose_file() throws IOException {
    project.server.streams(ONE, List.of(STARTED, RELEASED));

    var ran = project.signedIn().run("deploy", "kitchen", "--image", "web=ghcr.io/acme/web:1.2");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.outLines())
        .containsExactly(
            "release 0.0.0+rev3 (1a2b3c4)  1 service, 1 platform",
            "running on 1/1 devices  (0.0 s)");
    assertThat(sent(ONE)).isEmpty();
  }

  @Test
  void a_compose_file_goes_with_what_it_names_and_nothing_else() throws IOException {
    var folder = home.resolve("site");
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        folder.resolve("production.yml"),
        "services:\n  web: {image: ghcr.io/acme/web:1.2, env_file: [./config/web.env]}\n");
    Files.writeString(folder.resolve("config/web.env"), "A=1\n");
    Files.writeString(folder.resolve(".env"), "TAG=1\n");
    Files.writeString(folder.resolve("VERSION"), "1.0.0\n");
    Files.writeString(folder.resolve("main.c"), "int main() {}\n");
    Files.writeString(home.resolve("outside"), "x");
    var route = BUILDS + "?draft=true&copy=true";
    project.server.streams(route, List.of(STARTED, RELEASED));

    var ran =
        project.signedIn().run("deploy", "kitchen", "--compose", "site/production.yml", "--draft");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("a draft: no device gets it");
    assertThat(sent(route).keySet())
        .containsExactlyInAnyOrder(".env", "VERSION", "compose.yaml", "config/web.env");
    assertThat(sent(route)).containsEntry("config/web.env", "A=1\n");
  }

  @Test
  void the_files_that_compose_file_names_go_unless_one_is_named_here() throws IOException {
    Files.writeString(home.resolve(".env"), "A=1\nCOMPOSE_FILE=compose.yaml:more.yml\n");
    Files.writeString(home.resolve("compose.yaml"), "services: {web: {image: x}}\n");
    Files.writeString(home.resolve("more.yml"), "services: {web: {env_file: web.env}}\n");
    Files.writeString(home.resolve("web.env"), "B=2\n");
    var route = BUILDS + "?copy=true";
    project.server.streams(route, List.of(STARTED, RELEASED));

    assertThat(project.signedIn().run("deploy", "kitchen").exitCode()).isZero();
    assertThat(sent(route).keySet())
        .containsExactlyInAnyOrder(".env", "compose.yaml", "more.yml", "web.env");
  }

  @Test
  void a_file_that_is_named_here_is_alone() throws IOException {
    Files.writeString(home.resolve(".env"), "A=1\nCOMPOSE_FILE=compose.yaml:more.yml\n");
    Files.writeString(home.resolve("more.yml"), "services: {web: {image: x}}\n");
    var route = BUILDS + "?copy=true";
    project.server.streams(route, List.of(STARTED, RELEASED));

    assertThat(project.signedIn().run("deploy", "kitchen", "--compose", "more.yml").exitCode())
        .isZero();
    assertThat(sent(route)).containsEntry(".env", "A=1\n").containsKey("compose.yaml");
  }

  @Test
  void an_image_in_a_file_goes_along() throws IOException {
    Files.writeString(home.resolve("saved.tar"), "an image");
    var route = BUILDS + "?copy=true&archive=web%3Dimages%2Fweb.tar";
    project.server.streams(route, List.of(STARTED, RELEASED));

    var ran = project.signedIn().run("deploy", "kitchen", "--archive", "web=saved.tar");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(sent(route)).containsExactly(Map.entry("images/web.tar", "an image"));
    assertThat(project.signedIn().run("deploy", "kitchen", "--archive", "web=nowhere").err())
        .contains("there is no file");
  }

  @Test
  void the_verdict_of_the_devices_is_in_the_exit_code() {
    project.server.streams(ONE, List.of(STARTED, RELEASED));
    project.arrives(Samples.progress(2, 0, 0, 0));

    var ran =
        project
            .signedIn()
            .run(
                "deploy",
                "kitchen",
                "--image",
                "web=ghcr.io/acme/web:1.2",
                "--wait",
                "running",
                "--timeout",
                "0s");

    assertThat(ran.exitCode()).isEqualTo(1);
  }

  @Test
  void what_cannot_be_copied_is_told() {
    var problem = new Problem(ProblemCode.INVALID_PROJECT, "there is no image x", "is it pushed?");
    project.server.streams(ONE, List.of(STARTED, new BuildEvent.Failed(problem)));

    var ran = project.signedIn().run("deploy", "kitchen", "--image", "web=ghcr.io/acme/web:1.2");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("fleet: there is no image x\n  hint: is it pushed?");
  }

  @Test
  void nothing_to_deploy_is_a_wrong_use() {
    var nothing = project.signedIn().run("deploy", "kitchen");
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err())
        .contains("there is no compose file here, and no image is named", "--image web=");
    var missing = project.signedIn().run("deploy", "kitchen", "--compose", "nowhere.yml");
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).contains("there is no file");
  }

  private Map<String, String> sent(String route) throws IOException {
    var files = new LinkedHashMap<String, String>();
    var body = new ByteArrayInputStream(project.server.asked(route).bytes());
    try (var tar = new TarArchiveInputStream(new GZIPInputStream(body))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        files.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
