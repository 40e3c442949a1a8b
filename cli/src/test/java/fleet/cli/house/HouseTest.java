package fleet.cli.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** The house rules that the compiler cannot hold: who may know whom, and what a name may not be. */
@AnalyzeClasses(packages = "fleet", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
  private static final String[] SERVERS = {
    "fleet.api..", "fleet.builder..", "fleet.registry..", "fleet.tunnel.."
  };

  @ArchTest
  static final ArchRule the_contract_knows_nothing_of_ours =
      classes()
          .that()
          .resideInAPackage("fleet.contract..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "fleet.contract..",
              "java..",
              "javax.crypto..",
              "com.fasterxml.jackson..",
              "org.jspecify..")
          .because("everybody compiles against it, the device with its 64 MiB too");

  @ArchTest static final ArchRule the_api_meets_others_on_the_wire = alone("fleet.api..");
  @ArchTest static final ArchRule the_builder_meets_others_on_the_wire = alone("fleet.builder..");
  @ArchTest static final ArchRule the_registry_meets_others_on_the_wire = alone("fleet.registry..");
  @ArchTest static final ArchRule the_tunnel_meets_others_on_the_wire = alone("fleet.tunnel..");

  @ArchTest
  static final ArchRule the_supervisor_meets_others_on_the_wire = alone("fleet.supervisor..");

  @ArchTest
  static final ArchRule the_device_holds_no_data_binder =
      noClasses()
          .that()
          .resideInAnyPackage("fleet.supervisor..", "fleet.contract.codec..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson.databind..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("fleet.contract.Json")
          .because("its classes weigh 6 MiB, and its jar is not in the bundle");

  @ArchTest
  static final ArchRule operator_commands_know_only_the_contract =
      noClasses()
          .that()
          .resideInAnyPackage(
              "fleet.cli.command..",
              "fleet.cli.credential..",
              "fleet.cli.output..",
              "fleet.cli.simulate..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "fleet.api..",
              "fleet.builder..",
              "fleet.registry..",
              "fleet.tunnel..",
              "fleet.supervisor..",
              "fleet.cli.server..",
              "fleet.cli.demo..",
              "fleet.cli.lab..",
              "fleet.cli.doctor..")
          .because("they run on a developer's machine against a server elsewhere");

  @ArchTest
  static final ArchRule pure_packages_have_no_outside_world =
      noClasses()
          .that()
          .resideInAnyPackage(
              "fleet.supervisor.plan..",
              "fleet.builder.plan..",
              "fleet.builder.pool.choice..",
              "fleet.builder.sbom..",
              "fleet.api.target..",
              "fleet.api.rollout.plan..",
              "fleet.api.query..",
              "fleet.registry.request..",
              "fleet.registry.access..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.nio.file..",
                      "java.net.http..",
                      "java.sql..",
                      "java.util.concurrent..",
                      "java.util.logging..",
                      "org.slf4j..",
                      "org.jdbi..",
                      "io.vertx..",
                      "io.netty..")
                  .or(JavaClass.Predicates.type(Thread.class))
                  .or(JavaClass.Predicates.type(java.time.Clock.class))
                  .or(JavaClass.Predicates.type(java.util.Random.class))
                  .or(JavaClass.Predicates.type(java.security.SecureRandom.class))
                  .or(JavaClass.Predicates.type(java.io.File.class)))
          .because("a decision that is given all it needs can be tested by a table");

  @ArchTest
  static final ArchRule pure_packages_are_told_the_time =
      noClasses()
          .that()
          .resideInAnyPackage(
              "fleet.supervisor.plan..",
              "fleet.builder.plan..",
              "fleet.builder.pool.choice..",
              "fleet.builder.sbom..",
              "fleet.api.target..",
              "fleet.api.rollout.plan..",
              "fleet.api.query..",
              "fleet.registry.request..",
              "fleet.registry.access..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .because("the shell holds the one clock");

  @ArchTest
  static final ArchRule vertx_and_netty_stay_at_the_edges =
      noClasses()
          .that(
              resideInAnyPackage("fleet..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "fleet..http..",
                              "fleet..live..",
                              "fleet..dashboard..",
                              "fleet..upstream..",
                              "fleet..engine..",
                              "fleet..link..",
                              "fleet..channel..",
                              "fleet..image..",
                              "fleet..local..")))
                  .and(not(simpleNameEndingWith("Server"))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..", "io.netty..")
          .because("a feature must not know which framework carries its bytes");

  @ArchTest
  static final ArchRule docker_java_has_one_room =
      only("com.github.dockerjava..", "fleet.builder.engine..");

  @ArchTest
  static final ArchRule jgit_has_two_rooms =
      only("org.eclipse.jgit..", "fleet.builder.git..", "fleet.builder.source..");

  @ArchTest
  static final ArchRule sshd_stays_with_git_and_remote_access =
      only(
          "org.apache.sshd..",
          "fleet.builder.git..",
          "fleet.tunnel..",
          "fleet.supervisor.remote..");

  @ArchTest
  static final ArchRule sql_stays_in_rows =
      noClasses()
          .that(
              not(resideInAnyPackage("fleet..db..", "fleet.cli.server.."))
                  .and(not(simpleNameEndingWith("Rows")))
                  .and(inNoRows()))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.jdbi..")
          .because("all SQL of a feature is in one file");

  @ArchTest
  static final ArchRule modules_have_no_cycles =
      slices()
          .matching("fleet.(*).(*)..")
          .should()
          .beFreeOfCycles()
          .because("a reader can start anywhere and reach the leaves");

  @ArchTest
  static final ArchRule names_say_what_it_is =
      noClasses()
          .should()
          .haveNameMatching(
              ".*(Utils|Util|Helper|Manager|Impl|Processor|Data|Info|DTO|[a-z]Service)(\\$.*)?")
          .orShould()
          .haveSimpleNameStartingWith("Abstract")
          .because("such a name says only that nobody found the right one");

  @ArchTest
  static final ArchRule every_package_introduces_itself =
      classes()
          .that()
          .areTopLevelClasses()
          .should(haveNullMarkedPackages())
          .because("package-info tells what flows in and out, and what the package must not know");

  private static ArchRule alone(String module) {
    var others =
        java.util.stream.Stream.concat(
                java.util.Arrays.stream(SERVERS),
                java.util.stream.Stream.of("fleet.supervisor..", "fleet.cli.."))
            .filter(other -> !other.equals(module))
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .because(
            "parts talk over HTTP and SSH, in one process too, so one machine and many run the same code");
  }

  private static ArchRule only(String library, String... rooms) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(rooms)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library)
        .because("one library, one door: it can be replaced there");
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> inNoRows() {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "not nested in a *Rows class", type -> !type.getName().contains("Rows$"));
  }

  private static ArchCondition<JavaClass> haveNullMarkedPackages() {
    return new ArchCondition<>("live in a package with a @NullMarked package-info") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        var marked = type.getPackage().isAnnotatedWith(NullMarked.class);
        events.add(
            new SimpleConditionEvent(
                type,
                marked,
                "%s has no @NullMarked package-info".formatted(type.getPackageName())));
      }
    };
  }
}
