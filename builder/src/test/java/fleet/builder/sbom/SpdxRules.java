package fleet.builder.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What SPDX 2.3 wants of a document, clause by clause, as far as ours has such fields. */
final class SpdxRules {
  private static final String ID = "SPDXRef-[A-Za-z0-9.-]+";
  private static final String NO_ASSERTION = "NOASSERTION";
  private static final String PARTY = "(?:Person|Organization): [^()\\n]+(?: \\([^()\\n]*\\))?";
  private static final Set<String> RELATIONSHIPS = Set.of("DESCRIBES", "CONTAINS");
  private static final Set<String> PURPOSES = Set.of("CONTAINER", "OPERATING-SYSTEM");
  private static final Set<String> PACKAGE_FIELDS =
      Set.of(
          "SPDXID",
          "name",
          "versionInfo",
          "supplier",
          "originator",
          "downloadLocation",
          "filesAnalyzed",
          "checksums",
          "sourceInfo",
          "licenseConcluded",
          "licenseDeclared",
          "licenseComments",
          "copyrightText",
          "externalRefs",
          "primaryPackagePurpose");

  private SpdxRules() {}

  static void hold(JsonNode document) {
    creation(document);
    var ids = new HashSet<String>(List.of("SPDXRef-DOCUMENT"));
    for (var each : document.path("packages")) {
      assertThat(ids.add(each.path("SPDXID").asText())).as("an id is there once").isTrue();
      onePackage(each);
    }
    var described = 0;
    for (var each : document.path("relationships")) {
      assertThat(ids).contains(each.path("spdxElementId").asText());
      assertThat(ids).contains(each.path("relatedSpdxElement").asText());
      assertThat(RELATIONSHIPS).contains(each.path("relationshipType").asText());
      described += each.path("relationshipType").asText().equals("DESCRIBES") ? 1 : 0;
    }
    assertThat(described).isEqualTo(1);
  }

  /** Clause 6. */
  private static void creation(JsonNode document) {
    assertThat(document.path("spdxVersion").asText()).isEqualTo("SPDX-2.3");
    assertThat(document.path("dataLicense").asText()).isEqualTo("CC0-1.0");
    assertThat(document.path("SPDXID").asText()).isEqualTo("SPDXRef-DOCUMENT");
    assertThat(document.path("name").asText()).isNotBlank();
    var namespace = URI.create(document.path("documentNamespace").asText());
    assertThat(namespace.isAbsolute()).isTrue();
    assertThat(namespace.getFragment()).isNull();
    var created = document.at("/creationInfo/created").asText();
    assertThat(created).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(Instant.parse(created)).isNotNull();
    assertThat(document.at("/creationInfo/creators/0").asText()).matches("Tool: \\S+-\\S+");
  }

  /** Clause 7. */
  private static void onePackage(JsonNode each) {
    each.fieldNames().forEachRemaining(field -> assertThat(PACKAGE_FIELDS).contains(field));
    assertThat(each.path("SPDXID").asText()).matches(ID);
    assertThat(each.path("name").asText()).isNotBlank().doesNotContain("\n");
    assertThat(each.path("downloadLocation").asText()).isEqualTo(NO_ASSERTION);
    assertThat(each.path("filesAnalyzed").isBoolean()).isTrue();
    assertThat(each.has("packageVerificationCode")).as("only where files were").isFalse();
    for (var party : List.of("supplier", "originator")) {
      if (each.has(party)) {
        assertThat(each.path(party).asText()).matches(PARTY);
      }
    }
    for (var checksum : each.path("checksums")) {
      assertThat(checksum.path("algorithm").asText()).isEqualTo("SHA256");
      assertThat(checksum.path("checksumValue").asText()).matches("[0-9a-f]{64}");
    }
    var license = each.path("licenseDeclared").asText();
    if (!license.equals(NO_ASSERTION)) {
      assertThat(LicenseExpression.parse(license)).contains(license);
    }
    if (each.has("primaryPackagePurpose")) {
      assertThat(PURPOSES).contains(each.path("primaryPackagePurpose").asText());
    }
    for (var reference : each.path("externalRefs")) {
      assertThat(reference.path("referenceCategory").asText()).isEqualTo("PACKAGE-MANAGER");
      assertThat(reference.path("referenceType").asText()).isEqualTo("purl");
      assertThat(reference.path("referenceLocator").asText())
          .matches("pkg:[a-z]+/[A-Za-z0-9.~_:%/-]+@[A-Za-z0-9.~_:%-]+(?:\\?[A-Za-z0-9.~_:%&=-]+)?");
    }
  }
}
