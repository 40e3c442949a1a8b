package fleet.supervisor.image;

import fleet.contract.device.ServiceTarget;
import fleet.contract.release.Digest;
import fleet.contract.release.Layer;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the door may hand out: the manifests and blobs that the target names, by repository.
 *
 * @param registry where they are
 * @param manifests of each repository
 * @param blobs of each repository, with their sizes
 */
record Allowance(
    URI registry, Map<String, Set<Digest>> manifests, Map<String, Map<Digest, Long>> blobs) {
  static final Allowance NOTHING = new Allowance(URI.create("http://none"), Map.of(), Map.of());

  static Allowance of(URI registry, List<ServiceTarget> services) {
    var blobs = new HashMap<String, Map<Digest, Long>>();
    for (var service : services) {
      var sizes = blobs.computeIfAbsent(service.repository(), _ -> new HashMap<>());
      sizes.put(service.image().config(), service.image().configSize());
      for (Layer layer : service.image().layers()) {
        sizes.put(layer.digest(), layer.size());
      }
    }
    var manifests =
        services.stream()
            .collect(
                Collectors.groupingBy(
                    ServiceTarget::repository,
                    Collectors.mapping(
                        service -> service.image().manifest(), Collectors.toUnmodifiableSet())));
    return new Allowance(registry, manifests, blobs);
  }

  boolean hasManifest(String repository, Digest digest) {
    return manifests.getOrDefault(repository, Set.of()).contains(digest);
  }

  /** The blob's size, where it may be handed out. */
  OptionalLong blobSize(String repository, Digest digest) {
    var size = blobs.getOrDefault(repository, Map.of()).get(digest);
    return size == null ? OptionalLong.empty() : OptionalLong.of(size);
  }
}
