package fleet.builder.progress;

import fleet.contract.release.ImageVariant;
import fleet.contract.release.ServiceImages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a device downloads of each image, and how that changed. Pure.
 *
 * <pre>
 * web   linux/amd64   12.4 MB
 * web   linux/arm64   12.4 MB  (+0.3 MB)
 * data  linux/arm64  180.0 MB  (new)
 * </pre>
 */
public final class SizeText {
  private static final double MEGA = 1_000_000;
  private static final int MAX_LINES = 40;

  private SizeText() {}

  /**
   * The lines, aligned; none where every image is the one that it was.
   *
   * @param before of the release before; absent where there was none
   */
  public static List<String> lines(List<ServiceImages> now, Optional<List<ServiceImages>> before) {
    var known = before.map(SizeText::byImage).orElse(Map.of());
    var rows = new ArrayList<Row>();
    var isSame = before.isPresent();
    for (var service : now) {
      for (var image : service.variants()) {
        var old = Optional.ofNullable(known.get(key(service, image)));
        isSame &= old.filter(it -> it.manifest().equals(image.manifest())).isPresent();
        rows.add(row(service, image, old, before.isPresent()));
      }
    }
    if (isSame || rows.size() > MAX_LINES) {
      return List.of();
    }
    return aligned(rows);
  }

  private record Row(String service, String variant, String size, String change) {}

  private static Row row(
      ServiceImages service, ImageVariant image, Optional<ImageVariant> old, boolean hadRelease) {
    var fresh = hadRelease ? "  (new)" : "";
    return new Row(
        service.service().value(),
        image.variant(),
        mega(image.downloadSize()),
        old.map(it -> change(image.downloadSize() - it.downloadSize())).orElse(fresh));
  }

  private static String change(long bytes) {
    var rounded = mega(Math.abs(bytes));
    if (rounded.equals(mega(0))) {
      return "";
    }
    return "  (%s%s)".formatted(bytes < 0 ? "-" : "+", rounded);
  }

  private static List<String> aligned(List<Row> rows) {
    var format =
        "%%-%ds  %%-%ds  %%%ds%%s"
            .formatted(
                rows.stream().mapToInt(row -> row.service().length()).max().orElse(1),
                rows.stream().mapToInt(row -> row.variant().length()).max().orElse(1),
                rows.stream().mapToInt(row -> row.size().length()).max().orElse(1));
    return rows.stream()
        .map(row -> format.formatted(row.service(), row.variant(), row.size(), row.change()))
        .toList();
  }

  private static Map<String, ImageVariant> byImage(List<ServiceImages> services) {
    var images = new HashMap<String, ImageVariant>();
    services.forEach(
        service -> service.variants().forEach(image -> images.put(key(service, image), image)));
    return images;
  }

  private static String key(ServiceImages service, ImageVariant image) {
    return service.service() + " " + image.variant();
  }

  /** {@code 12.4 MB}. */
  public static String mega(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / MEGA);
  }
}
