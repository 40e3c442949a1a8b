package fleet.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fleet.contract.identity.FleetName;
import fleet.contract.node.BuildTerms;
import fleet.contract.node.DeviceKind;
import fleet.contract.node.FleetKinds;
import fleet.contract.policy.HostPolicy;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Platform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DockerfilesTest {
  private static final DeviceKind PI4 =
      new DeviceKind("raspberrypi4-64", Platform.LINUX_ARM64, List.of("raspberry-pi4"));
  private static final DeviceKind JETSON =
      new DeviceKind("jetson-nano", Platform.LINUX_ARM64, List.of());
  private static final DeviceKind NUC =
      new DeviceKind("intel-nuc", Platform.LINUX_AMD64, List.of());
  private static final DeviceKind ANY_ARM =
      new DeviceKind("generic-arm64", Platform.LINUX_ARM64, List.of());
  private static final List<Platform> USUAL =
      List.of(Platform.LINUX_AMD64, Platform.LINUX_ARM64, Platform.LINUX_ARM_V7);

  @Test
  void a_type_s_own_file_stands_before_its_architecture_s_and_that_before_the_template() {
    var files =
        files(
            "Dockerfile.raspberrypi4-64",
            "Dockerfile.aarch64",
            "Dockerfile.amd64",
            "Dockerfile.template",
            "Dockerfile");

    assertThat(images(files, fleet(PI4, JETSON, NUC)))
        .containsExactly(
            "linux/amd64 Dockerfile.amd64",
            "linux/arm64 Dockerfile.aarch64",
            "raspberrypi4-64 Dockerfile.raspberrypi4-64");
  }

  @Test
  void a_type_is_known_by_its_aliases_too() {
    assertThat(images(files("Dockerfile.raspberry-pi4"), fleet(PI4)))
        .containsExactly("raspberrypi4-64 Dockerfile.raspberry-pi4");
  }

  @Test
  void an_architecture_has_the_names_that_balena_and_docker_give_it() {
    assertThat(images(files("Dockerfile.armv7hf", "Dockerfile.arm64"), nobody()))
        .containsExactly("linux/arm64 Dockerfile.arm64", "linux/arm/v7 Dockerfile.armv7hf");
  }

  @Test
  void a_template_that_names_the_machine_is_filled_for_each_type() {
    var files =
        text(
            "Dockerfile.template", "FROM base/%%BALENA_MACHINE_NAME%%\nRUN echo %%BALENA_ARCH%%\n");

    assertThat(recipes(files, fleet(PI4, JETSON)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "raspberrypi4-64",
                "FROM base/raspberrypi4-64\nRUN echo aarch64\n",
                "jetson-nano",
                "FROM base/jetson-nano\nRUN echo aarch64\n"));
  }

  @Test
  void a_template_that_names_only_the_architecture_is_filled_for_each_platform() {
    var files = text("Dockerfile.template", "FROM base/%%RESIN_ARCH%%\n");

    assertThat(recipes(files, fleet(PI4, JETSON, NUC)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("linux/arm64", "FROM base/aarch64\n", "linux/amd64", "FROM base/amd64\n"));
  }

  @Test
  void a_template_knows_fleet_service_and_commit() {
    var files =
        text(
            "Dockerfile.template",
            "LABEL a=%%FLEET_APP_NAME%% b=%%BALENA_SERVICE_NAME%% c=%%BALENA_RELEASE_HASH%%\n");

    assertThat(recipes(files, fleet(NUC)))
        .containsEntry("linux/amd64", "LABEL a=kiosks b=main c=abc123\n");
  }

  @Test
  void a_template_for_devices_that_are_not_there_yet_names_the_general_type() {
    var files = text("Dockerfile.template", "FROM base/%%BALENA_MACHINE_NAME%%\n");

    assertThat(recipes(files, new FleetKinds(List.of(), List.of(PI4, ANY_ARM))))
        .containsEntry("linux/arm64", "FROM base/generic-arm64\n")
        .containsEntry("linux/amd64", "FROM base/generic-amd64\n");
  }

  @Test
  void a_word_that_is_not_known_is_refused_with_its_line() {
    var files = text("Dockerfile.template", "FROM x\nRUN echo %%BALENA_NONSENSE%%\n");

    var refused = refusal(files, fleet(NUC));

    assertThat(refused).hasMessage("Dockerfile.template:2: %%BALENA_NONSENSE%% is not known");
    assertThat(refused.problem().hint()).contains("MACHINE_NAME");
  }

  @Test
  void percent_signs_of_others_are_left_alone() {
    assertThat(recipes(text("Dockerfile.template", "RUN date +%%s%% %%A%%\n"), fleet(NUC)))
        .containsEntry("linux/amd64", "RUN date +%%s%% %%A%%\n");
  }

  @Test
  void without_devices_only_the_platforms_that_the_project_has_files_for_are_built() {
    var kinds = new FleetKinds(List.of(), List.of(PI4, JETSON, NUC));

    assertThat(images(files("Dockerfile.raspberrypi4-64"), kinds))
        .containsExactly("raspberrypi4-64 Dockerfile.raspberrypi4-64");
  }

  @Test
  void a_device_that_the_project_has_no_file_for_is_refused_by_name() {
    var refused = refusal(files("Dockerfile.raspberrypi4-64"), fleet(PI4, JETSON));

    assertThat(refused).hasMessage("Dockerfile:1: there is no Dockerfile for jetson-nano");
    assertThat(refused.problem().hint()).contains("Dockerfile.aarch64");
  }

  @Test
  void each_service_looks_in_its_own_folder() {
    var files =
        new GivenFiles(
            Map.of("compose.yaml", "services: {web: {build: web}, db: {build: {context: db}}}"),
            Set.of("web/Dockerfile.raspberrypi4-64", "web/Dockerfile", "db/Dockerfile"));

    assertThat(images(files, fleet(PI4, JETSON)))
        .containsExactly(
            "linux/arm64 web/Dockerfile",
            "raspberrypi4-64 web/Dockerfile.raspberrypi4-64",
            "linux/arm64 db/Dockerfile");
  }

  @Test
  void a_template_that_the_compose_file_names_is_filled() {
    var files =
        new GivenFiles(
            Map.of(
                "compose.yaml",
                "services: {web: {build: {context: web, dockerfile: my.template}}}",
                "web/my.template",
                "FROM x/%%BALENA_SERVICE_NAME%%\n"),
            Set.of());

    assertThat(recipes(files, fleet(NUC))).containsEntry("linux/amd64", "FROM x/web\n");
  }

  @Test
  void a_platform_that_one_service_has_nothing_for_is_built_for_none() {
    var files =
        new GivenFiles(
            Map.of("compose.yaml", "services: {a: {build: a}, b: {build: b}}"),
            Set.of("a/Dockerfile.amd64", "b/Dockerfile"));

    var plan = Planner.plan(files, occasion(nobody()));

    assertThat(plan.platforms()).containsExactly(Platform.LINUX_AMD64);
    assertThat(plan.services()).allSatisfy(service -> assertThat(service.images()).hasSize(1));
  }

  @Test
  void the_fleet_s_devices_say_for_which_platforms_and_the_push_rather() {
    var files = files("Dockerfile");
    var asked =
        new Occasion(
            FleetName.parse("kiosks"),
            "abc123",
            List.of(Platform.LINUX_ARM_V7),
            USUAL,
            new BuildTerms(fleet(PI4, NUC), HostPolicy.CLOSED));

    assertThat(Planner.plan(files, occasion(fleet(PI4, NUC))).platforms())
        .containsExactly(Platform.LINUX_AMD64, Platform.LINUX_ARM64);
    assertThat(Planner.plan(files, asked).platforms()).containsExactly(Platform.LINUX_ARM_V7);
  }

  private static GivenFiles files(String... paths) {
    return new GivenFiles(Map.of(), Set.of(paths));
  }

  private static GivenFiles text(String path, String text) {
    return new GivenFiles(Map.of(path, text), Set.of());
  }

  private static FleetKinds fleet(DeviceKind... used) {
    return new FleetKinds(List.of(used), List.of(PI4, JETSON, NUC));
  }

  private static FleetKinds nobody() {
    return FleetKinds.NONE;
  }

  private static Occasion occasion(FleetKinds kinds) {
    return new Occasion(
        FleetName.parse("kiosks"),
        "abc123",
        List.of(),
        USUAL,
        new BuildTerms(kinds, HostPolicy.CLOSED));
  }

  private static List<String> images(ProjectFiles files, FleetKinds kinds) {
    return Planner.plan(files, occasion(kinds)).services().stream()
        .flatMap(service -> service.images().stream())
        .map(image -> image.variant() + " " + path(image.build().recipe()))
        .toList();
  }

  private static Map<String, String> recipes(ProjectFiles files, FleetKinds kinds) {
    var texts = new HashMap<String, String>();
    for (var image : Planner.plan(files, occasion(kinds)).services().getFirst().images()) {
      if (image.build().recipe() instanceof Recipe.Filled(var _, var text)) {
        texts.put(image.variant(), text);
      }
    }
    return texts;
  }

  private static String path(Recipe recipe) {
    return switch (recipe) {
      case Recipe.InProject(var path) -> path;
      case Recipe.Filled(var path, var _) -> path;
      case Recipe.Inline _ -> "inline";
    };
  }

  private static ProblemException refusal(ProjectFiles files, FleetKinds kinds) {
    return catchThrowableOfType(ProblemException.class, () -> Planner.plan(files, occasion(kinds)));
  }
}
