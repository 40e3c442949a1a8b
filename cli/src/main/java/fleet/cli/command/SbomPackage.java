package fleet.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.cli.output.Cell;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A package of an SPDX document, as people look for it.
 *
 * @param kind the type of its package URL, such as {@code deb}
 * @param license empty where nobody declared a known one
 */
record SbomPackage(String kind, String name, String version, String license, String purl) {
  /** All but the image itself and its distribution, which have no such URL or another one. */
  static List<SbomPackage> in(JsonNode document) {
    var packages = new ArrayList<SbomPackage>();
    for (var each : document.path("packages")) {
      var purl = each.path("externalRefs").path(0).path("referenceLocator").asText();
      if (purl.startsWith("pkg:") && !purl.startsWith("pkg:oci/")) {
        packages.add(one(each, purl));
      }
    }
    return packages;
  }

  static Table table(List<SbomPackage> packages) {
    return Table.of(
        List.of("KIND", "NAME", "VERSION", "LICENSE"),
        packages.stream()
            .map(each ->
                List.of(
                    Cell.of(each.kind(), Style.DIM),
                    Cell.of(each.name(), Style.NAME),
                    Cell.of(each.version()),
                    Cell.of(each.license())))
            .toList());
  }

  /** Whether any of its words has this in it, in either case. */
  boolean has(String text) {
    var wanted = text.toLowerCase(Locale.ROOT);
    return Stream.of(kind, name, version, license, purl)
        .anyMatch(word -> word.toLowerCase(Locale.ROOT).contains(wanted));
  }

  private static SbomPackage one(JsonNode each, String purl) {
    var license = each.path("licenseDeclared").asText();
    return new SbomPackage(
        purl.substring("pkg:".length(), Math.max("pkg:".length(), purl.indexOf('/'))),
        each.path("name").asText(),
        each.path("versionInfo").asText(),
        license.equals("NOASSERTION") ? "" : license,
        purl);
  }
}
