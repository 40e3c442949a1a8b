package fleet.contract.operator;

import fleet.contract.identity.ServiceName;
import fleet.contract.operator.ReleaseComparison.Change;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Layer;
import fleet.contract.release.ServiceImages;
import fleet.contract.trust.ReleaseStatement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is different in another release. Pure. */
final class Comparison {
  private Comparison() {}

  static ReleaseComparison of(ReleaseStatement from, ReleaseStatement to) {
    return new ReleaseComparison(
        summary(from),
        summary(to),
        names(from, to).stream().map(name -> service(name, from, to)).toList(),
        CompositionLines.between(from.composition(), to.composition()));
  }

  private static Set<ServiceName> names(ReleaseStatement from, ReleaseStatement to) {
    return Stream.of(from, to)
        .flatMap(release -> release.services().stream())
        .map(ServiceImages::service)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static ReleaseComparison.Service service(
      ServiceName name, ReleaseStatement from, ReleaseStatement to) {
    var before = images(from, name);
    var after = images(to, name);
    var variants = new TreeSet<>(before.keySet());
    variants.addAll(after.keySet());
    var images =
        variants.stream()
            .map(variant ->
                image(
                    variant,
                    Optional.ofNullable(before.get(variant)),
                    Optional.ofNullable(after.get(variant)),
                    had(from, variant)))
            .toList();
    return new ReleaseComparison.Service(name, change(before, after, from, to, name), images);
  }

  private static Change change(
      Map<String, ImageVariant> before,
      Map<String, ImageVariant> after,
      ReleaseStatement from,
      ReleaseStatement to,
      ServiceName name) {
    if (before.isEmpty()) {
      return Change.ADDED;
    }
    if (after.isEmpty()) {
      return Change.REMOVED;
    }
    var spec = Optional.ofNullable(from.composition().services().get(name));
    var sameSpec = spec.equals(Optional.ofNullable(to.composition().services().get(name)));
    return sameSpec && digests(before).equals(digests(after)) ? Change.SAME : Change.CHANGED;
  }

  private static Map<String, Digest> digests(Map<String, ImageVariant> images) {
    return images.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, image -> image.getValue().manifest()));
  }

  private static Map<String, ImageVariant> images(ReleaseStatement release, ServiceName name) {
    return release.services().stream()
        .filter(service -> service.service().equals(name))
        .flatMap(service -> service.variants().stream())
        .collect(Collectors.toMap(ImageVariant::variant, Function.identity()));
  }

  /** The blobs that a device of this kind has, of whichever service. */
  private static Set<Digest> had(ReleaseStatement release, String variant) {
    return release.services().stream()
        .flatMap(service -> service.variants().stream())
        .filter(image -> image.variant().equals(variant))
        .flatMap(image ->
            Stream.concat(Stream.of(image.config()), image.layers().stream().map(Layer::digest)))
        .collect(Collectors.toSet());
  }

  private static ReleaseComparison.Image image(
      String variant, Optional<ImageVariant> from, Optional<ImageVariant> to, Set<Digest> had) {
    return new ReleaseComparison.Image(
        variant,
        from.map(ImageVariant::manifest),
        to.map(ImageVariant::manifest),
        from.map(ImageVariant::downloadSize).orElse(0L),
        to.map(ImageVariant::downloadSize).orElse(0L),
        to.map(image -> fetch(image, had)).orElse(0L));
  }

  private static long fetch(ImageVariant image, Set<Digest> had) {
    var config = had.contains(image.config()) ? 0 : image.configSize();
    return config
        + distinct(image.layers()).stream()
            .filter(layer -> !had.contains(layer.digest()))
            .mapToLong(Layer::size)
            .sum();
  }

  private static List<Layer> distinct(List<Layer> layers) {
    return layers.stream().distinct().toList();
  }

  private static ReleaseSummary summary(ReleaseStatement release) {
    return new ReleaseSummary(
        release.release(), release.version(), release.commit(), release.createdAt());
  }
}
