package fleet.builder.image;

import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Images of which a program was found that fits their platform; the last thousand. Thread-safe. */
final class FitImages {
  private static final int MAX = 1_000;

  private final Set<String> known =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<String, Boolean>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > MAX;
                }
              }));

  boolean has(ImageVariant image) {
    return known.contains(name(image));
  }

  void add(ImageVariant image) {
    var _ = known.add(name(image));
  }

  private static String name(ImageVariant image) {
    Digest manifest = image.manifest();
    return manifest + " " + image.platform();
  }
}
