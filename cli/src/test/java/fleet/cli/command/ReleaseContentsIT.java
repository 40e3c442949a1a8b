package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import fleet.contract.identity.ServiceName;
import fleet.contract.problem.ProblemCode;
import fleet.contract.release.BaseImage;
import fleet.contract.release.BuildTool;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageProvenance;
import fleet.contract.release.ReleaseProvenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an image holds and how it was built, as a server that answers as it should tells it. */
class ReleaseContentsIT {
  private static final String RELEASE = "GET /fleets/kitchen/releases/0.0.0%2Brev3";
  private static final String COMMIT = "1a2b3c4d5e6f";
  private static final String SPDX =
      """
      {"spdxVersion":"SPDX-2.3","comment":"a could not be read: no zip","packages":[
      {"name":"kitchen/web","externalRefs":[{"referenceLocator":"pkg:oci/web@sha256%3Aab"}]},
      {"name":"Alpine Linux"},
      {"name":"musl","versionInfo":"1.2.5-r0","licenseDeclared":"MIT",
       "externalRefs":[{"referenceLocator":"pkg:apk/alpine/musl@1.2.5-r0?arch=aarch64"}]},
      {"name":"@a/b","versionInfo":"1.0.0","licenseDeclared":"NOASSERTION",
       "externalRefs":[{"referenceLocator":"pkg:npm/%40a/b@1.0.0"}]}]}
      """;

  private final FakeFleet server = new FakeFleet();
  @TempDir private Path home;

  @BeforeEach
  void a_release_that_the_server_has() {
    server.answers(RELEASE, Samples.release());
    server.answers(
        RELEASE + "/sbom?service=web&platform=linux%2Farm64", Json.read(SPDX, JsonNode.class));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_document_is_printed_as_it_is_and_its_packages_as_a_table() {
    var whole = sbom();
    assertThat(whole.json().path("spdxVersion").asText()).isEqualTo("SPDX-2.3");

    var table = sbom("--list");
    assertThat(table.outLines())
        .containsExactly(
            "KIND  NAME  VERSION   LICENSE", "apk   musl  1.2.5-r0  MIT", "npm   @a/b  1.0.0");
    assertThat(table.err()).contains("a could not be read: no zip");
    assertThat(sbom("--grep", "MUSL").outLines()).hasSize(2);
    assertThat(sbom("--grep", "log4j").err()).contains("no such packages");
    assertThat(sbom("--list", "--json").json().path(1).path("purl").asText())
        .isEqualTo("pkg:npm/%40a/b@1.0.0");
  }

  @Test
  void a_choice_that_is_needed_is_asked_for() {
    server.refuses(
        RELEASE + "/sbom",
        ProblemCode.INVALID_REQUEST,
        "release 0.0.0+rev3 has 2 services: data, web",
        "name one of them");

    var ran = run("release", "sbom", "kitchen", "0.0.0+rev3");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errLines())
        .containsExactly(
            "fleet: release 0.0.0+rev3 has 2 services: data, web", "  hint: name one of them");
  }

  @Test
  void how_an_image_was_built_is_a_statement_about_it() {
    server.answers(
        RELEASE + "/provenance", new ReleaseProvenance(List.of(provenance()), Optional.of(COMMIT)));

    var statement = run("release", "provenance", "kitchen", "0.0.0+rev3", "web").json();

    assertThat(statement.path("_type").asText()).isEqualTo("https://in-toto.io/Statement/v1");
    assertThat(statement.at("/subject/0/name").asText()).isEqualTo("kitchen/web");
    assertThat(statement.at("/subject/0/digest/sha256").asText()).hasSize(64);
    assertThat(statement.path("predicateType").asText())
        .isEqualTo("https://slsa.dev/provenance/v1");
    var definition = statement.at("/predicate/buildDefinition");
    assertThat(definition.at("/externalParameters/buildArgNames/0").asText()).isEqualTo("COLOR");
    assertThat(definition.at("/internalParameters/emulated").asBoolean()).isTrue();
    assertThat(definition.at("/resolvedDependencies/0/digest/gitCommit").asText())
        .isEqualTo(COMMIT);
    assertThat(definition.at("/resolvedDependencies/0/uri").asText())
        .isEqualTo("urn:fleet:source:kitchen:" + COMMIT);
    assertThat(definition.at("/resolvedDependencies/1/uri").asText())
        .isEqualTo("docker://docker.io/library/debian:13");
    assertThat(statement.at("/predicate/runDetails/metadata/startedOn").asText()).endsWith("Z");
  }

  @Test
  void a_release_is_shown_with_how_it_was_built() {
    server.answers(
        RELEASE + "/provenance", new ReleaseProvenance(List.of(provenance()), Optional.of(COMMIT)));

    assertThat(run("release", "show", "kitchen", "0.0.0+rev3").outLines())
        .contains(
            "builder  fleet 1.2.0 on Docker Engine 28.1.1", "from     docker.io/library/debian:13")
        .anyMatch(
            line -> line.startsWith("web      linux/arm64  2.0 MB    12.0 s, emulated  sha256:"));
    var json = run("release", "show", "kitchen", "0.0.0+rev3", "--json").json();
    assertThat(json.path("version").asText()).isEqualTo("0.0.0+rev3");
    assertThat(json.at("/provenance/0/engine/name").asText()).isEqualTo("Docker Engine");
  }

  @Test
  void a_server_that_does_not_remember_says_so() {
    server.answers(RELEASE + "/provenance", ReleaseProvenance.UNKNOWN);

    var ran = run("release", "provenance", "kitchen", "0.0.0+rev3");

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err())
        .contains("how these images of release 0.0.0+rev3 were built is not known");
  }

  private static ImageProvenance provenance() {
    return new ImageProvenance(
        ServiceName.parse("web"),
        "linux/arm64",
        new BuildTool("fleet", "1.2.0"),
        new BuildTool("Docker Engine", "28.1.1"),
        true,
        Optional.of("web/Dockerfile"),
        Optional.empty(),
        List.of("COLOR"),
        List.of(new BaseImage("docker.io/library/debian:13", Digest.of(new byte[] {2}))),
        TestShell.NOW.minusSeconds(12),
        TestShell.NOW);
  }

  private TestShell.Ran run(String... words) {
    return TestShell.signedIn(home, server).run(words);
  }

  private TestShell.Ran sbom(String... words) {
    var all = new ArrayList<>(List.of("release", "sbom", "kitchen", "0.0.0+rev3", "web"));
    all.addAll(List.of("--platform", "linux/arm64"));
    all.addAll(List.of(words));
    return run(all.toArray(String[]::new));
  }
}
