package fleet.builder.sbom;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fleet.contract.Json;
import fleet.contract.node.SbomRequest;
import fleet.contract.release.Digest;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The contents of an image as one SPDX 2.3 document in JSON, the same bytes for the same contents.
 * Pure.
 *
 * <pre>
 * {"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name","documentNamespace","creationInfo",
 *  "packages":[ the image, its distribution, then its packages by their package URLs ],
 *  "relationships":[ the document DESCRIBES the image, the image CONTAINS each of the others ]}
 * </pre>
 */
final class SpdxDocument {
  private static final String NO_ASSERTION = "NOASSERTION";
  private static final String DOCUMENT = "SPDXRef-DOCUMENT";
  private static final String IMAGE = "SPDXRef-Image";
  private static final String SYSTEM = "SPDXRef-OperatingSystem";
  private static final int ID_DIGITS = 16;

  private final SbomRequest request;
  private final Contents contents;
  private final String tool;

  /**
   * @param tool that read it, such as {@code fleet-1.2.0}
   */
  SpdxDocument(SbomRequest request, Contents contents, String tool) {
    this.request = request;
    this.contents = contents;
    this.tool = tool;
  }

  byte[] bytes() {
    var document = Json.mapper().createObjectNode();
    document
        .put("spdxVersion", "SPDX-2.3")
        .put("dataLicense", "CC0-1.0")
        .put("SPDXID", DOCUMENT)
        .put("name", "%s@%s".formatted(request.repository(), request.image().manifest()))
        .put("documentNamespace", namespace());
    creation(document.putObject("creationInfo"));
    if (!contents.notes().isEmpty()) {
      document.put("comment", String.join("\n", contents.notes()));
    }
    var packages = document.putArray("packages");
    var relationships = document.putArray("relationships");
    image(packages.addObject());
    relate(relationships, DOCUMENT, "DESCRIBES", IMAGE);
    contents
        .distribution()
        .ifPresent(distribution -> {
          system(packages.addObject(), distribution);
          relate(relationships, IMAGE, "CONTAINS", SYSTEM);
        });
    byPurl()
        .forEach((purl, found) -> {
          var id = id(purl, found);
          software(packages.addObject(), id, purl, found);
          relate(relationships, IMAGE, "CONTAINS", id);
        });
    return Json.writeBytes(document);
  }

  /** Of one that is there more than once, the first by its path. */
  private Map<String, SoftwarePackage> byPurl() {
    var packages = new TreeMap<String, SoftwarePackage>();
    for (var found : contents.packages()) {
      packages.putIfAbsent(Purl.of(found, contents.distribution()), found);
    }
    return packages;
  }

  /** One for each image, time and version of the tool, of which nothing else is in the document. */
  private String namespace() {
    var text = "%s %s %s".formatted(request.image().manifest(), request.created(), tool);
    return "urn:uuid:" + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private void creation(ObjectNode creation) {
    creation.put("created", request.created().truncatedTo(ChronoUnit.SECONDS).toString());
    creation.putArray("creators").add("Tool: " + tool);
  }

  private void image(ObjectNode image) {
    begin(image, IMAGE, request.repository(), request.image().manifest().toString())
        .put("licenseDeclared", NO_ASSERTION)
        .put("primaryPackagePurpose", "CONTAINER")
        .put("sourceInfo", "an image for " + request.image().platform());
    image
        .putArray("checksums")
        .addObject()
        .put("algorithm", "SHA256")
        .put("checksumValue", request.image().manifest().hex());
    purl(image, Purl.of(request.repository(), request.image()));
  }

  private static void system(ObjectNode system, Distribution distribution) {
    begin(system, SYSTEM, distribution.name(), distribution.version())
        .put("licenseDeclared", NO_ASSERTION)
        .put("primaryPackagePurpose", "OPERATING-SYSTEM");
  }

  private static void software(ObjectNode node, String id, String purl, SoftwarePackage found) {
    var credits = found.credits();
    begin(node, id, name(found), found.version());
    party(node, "supplier", credits.supplier());
    party(node, "originator", credits.originator());
    var license = LicenseExpression.parse(credits.license());
    node.put("licenseDeclared", license.orElse(NO_ASSERTION));
    if (license.isEmpty() && !credits.license().isEmpty()) {
      node.put("licenseComments", "the package says: " + credits.license());
    }
    node.put("sourceInfo", source(found));
    purl(node, purl);
  }

  /** What SPDX wants of every package. */
  private static ObjectNode begin(ObjectNode node, String id, String name, String version) {
    node.put("SPDXID", id).put("name", name);
    if (!version.isEmpty()) {
      node.put("versionInfo", version);
    }
    return node.put("downloadLocation", NO_ASSERTION)
        .put("filesAnalyzed", false)
        .put("licenseConcluded", NO_ASSERTION)
        .put("copyrightText", NO_ASSERTION);
  }

  private static void party(ObjectNode node, String key, Party party) {
    if (!party.value().isEmpty()) {
      node.put(key, party.value());
    }
  }

  private static void purl(ObjectNode node, String purl) {
    node.putArray("externalRefs")
        .addObject()
        .put("referenceCategory", "PACKAGE-MANAGER")
        .put("referenceType", "purl")
        .put("referenceLocator", purl);
  }

  /** As people of its ecosystem write it. */
  private static String name(SoftwarePackage found) {
    if (found.group().isEmpty()) {
      return found.name();
    }
    return switch (found.kind()) {
      case NPM -> "@%s/%s".formatted(found.group(), found.name());
      case MAVEN -> "%s:%s".formatted(found.group(), found.name());
      case DEB, APK, PYPI, GENERIC -> found.name();
    };
  }

  private static String source(SoftwarePackage found) {
    return Optional.of(found.credits().source())
        .filter(source -> !source.isEmpty())
        .map(source -> "found in %s; built from %s".formatted(found.path(), source))
        .orElse("found in " + found.path());
  }

  private static String id(String purl, SoftwarePackage found) {
    var hash = Digest.of(purl.getBytes(StandardCharsets.UTF_8)).hex().substring(0, ID_DIGITS);
    var name = found.name().replaceAll("[^A-Za-z0-9.-]+", "-");
    return "SPDXRef-%s-%s-%s".formatted(found.kind().type(), name, hash);
  }

  private static void relate(ArrayNode relationships, String from, String type, String to) {
    relationships
        .addObject()
        .put("spdxElementId", from)
        .put("relationshipType", type)
        .put("relatedSpdxElement", to);
  }
}
