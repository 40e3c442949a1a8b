package fleet.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fleet.contract.problem.ProblemException;
import fleet.contract.release.Composition;
import fleet.contract.release.Digest;
import fleet.contract.release.FileMount;
import fleet.contract.release.FileMount.FileAccess;
import fleet.contract.release.Mount;
import fleet.contract.release.RestartPolicy;
import fleet.contract.release.ServiceSpec;
import fleet.contract.release.UpdateRule;
import fleet.contract.variable.VariableName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configs and secrets as files of services; how services are restarted and updated. */
final class ServiceFilesTest {
  private static final String TOP =
      """
      configs:
        site: {file: conf/site.conf}
        motd: {content: "hello ${NAME}"}
        token: {environment: NAME}
      secrets:
        pin: {environment: DOOR_PIN}
        key: {external: true, name: API_KEY}
        PLAIN: {external: true}
        old: {file: conf/site.conf}
        dashed-name: {external: true}
      """;

  @Test
  void configs_go_with_the_release_once_each_and_are_seen_where_they_say() {
    var plan =
        compose(
            "configs: [site, {source: motd, target: /etc/motd, uid: '7', gid: '8', mode: 0440}, {source: token, target: t}, {source: site, target: /b}]");

    assertThat(plan.contents().orElseThrow())
        .containsExactlyInAnyOrder("listen 80;\n", "hello Ada", "Ada");
    assertThat(web(plan).files())
        .contains(
            List.of(
                content("/site", "listen 80;\n", FileAccess.USUAL),
                content("/etc/motd", "hello Ada", new FileAccess(7, 8, 0440)),
                content("/t", "Ada", FileAccess.USUAL),
                content("/b", "listen 80;\n", FileAccess.USUAL)));
  }

  @Test
  void secrets_are_values_of_variables_and_in_no_release() {
    var plan = compose("secrets: [pin, {source: key, target: api/key, mode: '0o400'}, PLAIN]");

    assertThat(plan.contents()).isEmpty();
    assertThat(web(plan).files())
        .contains(
            List.of(
                value("/run/secrets/pin", "DOOR_PIN", FileAccess.USUAL),
                value("/run/secrets/api/key", "API_KEY", new FileAccess(0, 0, 0400)),
                value("/run/secrets/PLAIN", "PLAIN", FileAccess.USUAL)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "configs: [none]            | there is no config 'none' at the top level | configs:",
        "configs: [{target: /a}]    | needs source | source: settings",
        "configs: [{source: site, mode: 999}]  | '999' is not a mode | 0440",
        "configs: [{source: site, uid: root}]  | 'root' is not a number of a user |",
        "configs: [{source: site, target: ../x}] | '../x' is not a path of a file |",
        "configs: [site, {source: motd, target: /site}] | mounts two things at /site |",
        "secrets: [none]            | there is no secret 'none' at the top level | secrets:",
        "secrets: [old]             | is in no file of the project | fleet env set --fleet kiosks --secret NAME",
        "secrets: [dashed-name]     | 'dashed-name' is not the name of a variable | environment: NAME",
        "tmpfs: ['/x:uid=7']        | option 'uid=7' is not supported | size=64m",
        "tmpfs: ['/x:mode=9']       | '9' is not a mode | 1777",
        "volumes: [{type: tmpfs, target: /x, volume: {nocopy: true}}] | is for volumes of type volume | type: volume",
        "restart: on-failure:0      | 'on-failure:0' is not supported | on-failure:3",
        "labels: {io.balena.update.strategy: hand-ovr} | 'hand-ovr' is none of | 'hand-over'",
        "labels: {io.balena.update.handover-timeout: 1m} | '1m' is not a number of milliseconds | 60000",
      })
  void what_cannot_be_is_refused(String field, String message, String hint) {
    var refused = catchThrowableOfType(ProblemException.class, () -> compose(field));

    assertThat(refused).hasMessageContaining(message).hasMessageStartingWith("docker-compose.yml:");
    assertThat(refused.problem().hint()).contains(hint == null ? "" : hint);
  }

  @Test
  void configs_are_bounded() {
    var files =
        new GivenFiles(
            Map.of(
                "docker-compose.yml",
                "services: {web: {image: x, configs: [a]}}\nconfigs: {a: {file: big}}",
                "big",
                "x".repeat(501 * 1024)),
            Set.of());

    assertThat(
            catchThrowableOfType(
                ProblemException.class, () -> Planner.plan(files, Occasions.USUAL)))
        .hasMessageContaining("the configs of a release have more than 500 KiB");
  }

  @Test
  void restarts_and_memory_are_read_in_all_forms() {
    var web =
        web(
            compose(
                "restart: 'on-failure:3', tmpfs: ['/a:size=1m,mode=1777'], volumes: [{type: tmpfs, target: /b, tmpfs: {size: 64k, mode: 0755}}, 'data:/c:ro,nocopy', {type: volume, source: data, target: /d, volume: {nocopy: true}}]"));

    assertThat(web.restart()).isEqualTo(RestartPolicy.ON_FAILURE);
    assertThat(web.maxRestarts()).contains(3);
    assertThat(web.mounts())
        .containsExactly(
            new Mount.Memory("/b", Optional.of(65_536L), Optional.of(0755)),
            new Mount.Volume("data", "/c", true, Optional.of(true)),
            new Mount.Volume("data", "/d", false, Optional.of(true)),
            new Mount.Memory("/a", Optional.of(1_048_576L), Optional.of(01777)));
  }

  @Test
  void labels_say_how_a_service_is_updated() {
    var rule =
        web(compose(
                "labels: {io.balena.update.strategy: delete-then-download, io.balena.update.handover-timeout: 5000}"))
            .update();
    assertThat(rule)
        .contains(
            new UpdateRule(
                UpdateRule.Strategy.DELETE_THEN_DOWNLOAD, Optional.of(Duration.ofSeconds(5))));
    assertThat(web(compose("labels: {io.balena.update.strategy: download-then-kill}")).update())
        .isEmpty();
    assertThat(
            Planner.plan(
                    GivenFiles.compose(
                        "services: {web: {image: x, labels: {io.balena.update.strategy: hand-over}}}"),
                    Occasions.USUAL)
                .notes())
        .containsExactly(
            "web: devices cannot hand over yet, so it is updated by download-then-kill");
  }

  private static FileMount content(String target, String text, FileAccess access) {
    return new FileMount.Content(target, Digest.of(text.getBytes(StandardCharsets.UTF_8)), access);
  }

  private static FileMount value(String target, String variable, FileAccess access) {
    return new FileMount.Value(target, VariableName.parse(variable), access);
  }

  private static ServiceSpec web(Composition composition) {
    return composition.services().values().iterator().next();
  }

  private static Composition compose(String field) {
    var files =
        new GivenFiles(
            Map.of(
                "docker-compose.yml",
                "services: {web: {image: x, %s}}\nvolumes: {data: }\n".formatted(field) + TOP,
                ".env",
                "NAME=Ada\n",
                "conf/site.conf",
                "listen 80;\n"),
            Set.of());
    return Planner.plan(files, Occasions.USUAL).composition();
  }
}
