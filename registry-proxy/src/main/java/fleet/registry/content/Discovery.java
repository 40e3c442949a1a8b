package fleet.registry.content;

import fleet.contract.release.Digest;
import fleet.registry.db.ManifestRows;
import fleet.registry.db.StoredManifest;
import fleet.registry.db.TagRows;
import fleet.registry.manifest.Manifest;
import fleet.registry.manifest.MediaType;
import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import fleet.registry.request.RegistryRequest.ListReferrers;
import fleet.registry.request.RegistryRequest.ListTags;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What there is to find in a repository. */
final class Discovery {
  private final ManifestRows manifests;
  private final TagRows tags;

  Discovery(ManifestRows manifests, TagRows tags) {
    this.manifests = manifests;
    this.tags = tags;
  }

  /** The body of a tag list. */
  record TagList(String name, List<String> tags) {}

  /** An OCI index made of whoever is about one subject. */
  record Referrers(int schemaVersion, String mediaType, List<Descriptor> manifests) {}

  /** One entry of it. */
  record Descriptor(
      String mediaType,
      Digest digest,
      long size,
      Optional<String> artifactType,
      Map<String, String> annotations) {}

  /** Asks for one more than wanted, which tells whether there is a next page. */
  Answer tags(ListTags list) {
    var found =
        tags.page(list.repository(), list.after(), list.limit() + 1)
            .orElseThrow(
                () -> new RegistryException(ErrorCode.NAME_UNKNOWN, "there is no such repository"));
    var isLast = found.size() <= list.limit() || list.limit() == 0;
    var page = found.subList(0, Math.min(found.size(), list.limit()));
    var answer = Answer.of(200).withJson(new TagList(list.repository().value(), page));
    return isLast ? answer : answer.with("Link", next(list, page.getLast()));
  }

  private static String next(ListTags list, String last) {
    return "</v2/%s/tags/list?n=%d&last=%s>; rel=\"next\""
        .formatted(
            list.repository(), list.limit(), URLEncoder.encode(last, StandardCharsets.UTF_8));
  }

  Answer referrers(ListReferrers list) {
    var descriptors =
        manifests.referrers(list.repository(), list.subject()).stream()
            .map(Discovery::describe)
            .filter(entry -> isWanted(list, entry))
            .toList();
    var type = MediaType.OCI_INDEX.text();
    var answer = Answer.of(200).withJson(type, new Referrers(2, type, descriptors));
    return list.artifactType().isPresent()
        ? answer.with("OCI-Filters-Applied", "artifactType")
        : answer;
  }

  private static boolean isWanted(ListReferrers list, Descriptor entry) {
    return list.artifactType().isEmpty() || list.artifactType().equals(entry.artifactType());
  }

  private static Descriptor describe(StoredManifest stored) {
    var content = stored.content();
    var bytes = new byte[content.remaining()];
    content.get(bytes);
    var manifest = Manifest.parse(bytes, stored.mediaType());
    return new Descriptor(
        stored.mediaType(),
        stored.digest(),
        bytes.length,
        manifest.artifactType(),
        manifest.annotations());
  }
}
