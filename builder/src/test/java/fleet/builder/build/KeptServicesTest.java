package fleet.builder.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fleet.builder.plan.BuildPlan;
import fleet.builder.plan.BuildSettings;
import fleet.builder.plan.ImagePlan;
import fleet.builder.plan.Recipe;
import fleet.builder.plan.ServiceBuild;
import fleet.builder.plan.ServicePlan;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.ServiceName;
import fleet.contract.identity.UserName;
import fleet.contract.node.BuiltRelease;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.BaseImage;
import fleet.contract.release.BuildTool;
import fleet.contract.release.Composition;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageProvenance;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import fleet.contract.release.ReleaseProvenance;
import fleet.contract.release.ReleaseState;
import fleet.contract.release.ServiceImages;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeptServicesTest {
  private static final FleetName FLEET = FleetName.parse("kiosks");
  private static final ServiceName WEB = ServiceName.parse("web");
  private static final ServiceName DATA = ServiceName.parse("data");
  private static final Digest DIGEST = Digest.of(new byte[0]);
  private static final Recipe FILE = new Recipe.InProject("data/Dockerfile");

  private final BuildPlan plan =
      plan(service(WEB, FILE, Platform.LINUX_AMD64), service(DATA, FILE, Platform.LINUX_AMD64));

  @Test
  void without_a_wish_all_are_built_and_nothing_is_asked() {
    var none =
        KeptServices.of(
            plan,
            List.of(),
            FLEET,
            _ -> {
              throw new AssertionError("it was asked");
            });

    assertThat(none.kept()).isEmpty();
    assertThat(none.rest()).isEqualTo(plan);
  }

  @Test
  void the_others_keep_their_images_with_how_they_were_built() {
    var before = before(images(DATA, "linux/amd64"), built("linux/amd64", "data/Dockerfile"));

    var kept = KeptServices.of(plan, List.of(WEB), FLEET, _ -> Optional.of(before));

    assertThat(kept.rest().services()).extracting(ServicePlan::service).containsExactly(WEB);
    assertThat(kept.notes()).containsExactly("data: keeps its images");
    var web = new MadeImages(images(WEB, "linux/amd64"), List.of());
    assertThat(kept.beside(List.of(web)))
        .containsExactly(
            web,
            new MadeImages(
                images(DATA, "linux/amd64"), List.of(built("linux/amd64", "data/Dockerfile"))));
  }

  @Test
  void a_service_that_is_not_there_is_told_with_the_nearest() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() ->
            KeptServices.of(plan, List.of(ServiceName.parse("wed")), FLEET, _ -> Optional.empty()))
        .withMessage("the project has no service 'wed' to build")
        .satisfies(e -> assertThat(e.problem().hint()).isEqualTo("the nearest is 'web'"));
  }

  @Test
  void what_cannot_be_kept_must_be_built() {
    refused(Optional.empty(), plan, "kiosks has no final release");
    refused(
        Optional.of(before(images(WEB, "linux/amd64"), built("linux/amd64", "x"))),
        plan,
        "data is not in 1.2.3, so it must be built");
    refused(
        Optional.of(before(images(DATA, "linux/arm64"), built("linux/arm64", "data/Dockerfile"))),
        plan,
        "data is for linux/arm64 in 1.2.3, and for linux/amd64 now, so it must be built");
    refused(
        Optional.of(before(images(DATA, "linux/amd64"))),
        plan,
        "how data was built in 1.2.3 is not known, so it must be built");
    refused(
        Optional.of(before(images(DATA, "linux/amd64"), built("linux/amd64", "Dockerfile"))),
        plan,
        "how data is built is not as it was in 1.2.3, so it must be built");
  }

  @Test
  void an_image_that_is_taken_as_it_is_must_have_the_same_name() {
    var before = before(images(DATA, "linux/amd64"), built("linux/amd64"));
    var same = planOfImage("postgres:17");
    var kept = KeptServices.of(same, List.of(WEB), FLEET, _ -> Optional.of(before));
    assertThat(kept.kept()).hasSize(1);
    refused(
        Optional.of(before),
        planOfImage("postgres:18"),
        "how data is built is not as it was in 1.2.3, so it must be built");
  }

  private static BuildPlan planOfImage(String name) {
    return plan(
        service(WEB, FILE, Platform.LINUX_AMD64),
        service(DATA, new Recipe.Inline("FROM %s\n".formatted(name)), Platform.LINUX_AMD64));
  }

  private static void refused(Optional<BuiltRelease> before, BuildPlan plan, String reason) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> KeptServices.of(plan, List.of(WEB), FLEET, _ -> before))
        .withMessageStartingWith(reason)
        .satisfies(
            e -> assertThat(e.problem().hint()).isEqualTo("push without service= to build all"));
  }

  private static BuildPlan plan(ServicePlan... services) {
    return new BuildPlan(
        List.of(services),
        List.of(Platform.LINUX_AMD64),
        Optional.empty(),
        new Composition(Map.of(), Set.of()),
        List.of());
  }

  private static ServicePlan service(ServiceName name, Recipe recipe, Platform platform) {
    var build = new ServiceBuild(name, Optional.of(""), recipe, BuildSettings.NONE);
    return new ServicePlan(name, List.of(new ImagePlan(platform.toString(), platform, build)));
  }

  private static ServiceImages images(ServiceName name, String platform) {
    var image = new ImageVariant(platform, Platform.parse(platform), DIGEST, DIGEST, 1, List.of());
    return new ServiceImages(name, FLEET + "/" + name, DIGEST, List.of(image));
  }

  private static ImageProvenance built(String variant, String... dockerfile) {
    var tool = new BuildTool("fleet", "1");
    return new ImageProvenance(
        DATA,
        variant,
        tool,
        tool,
        false,
        Arrays.stream(dockerfile).findFirst(),
        Optional.empty(),
        List.of(),
        List.of(new BaseImage("docker.io/library/postgres:17", DIGEST)),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static BuiltRelease before(ServiceImages images, ImageProvenance... provenance) {
    var release =
        new Release(
            ReleaseId.random(),
            FLEET,
            "1.2.3",
            1,
            BuildId.random(),
            UserName.parse("ada"),
            "abc",
            "",
            Map.of(),
            ReleaseState.FINAL,
            Optional.empty(),
            Instant.EPOCH,
            List.of(images),
            new Composition(Map.of(), Set.of()));
    return new BuiltRelease(release, new ReleaseProvenance(List.of(provenance), Optional.empty()));
  }
}
