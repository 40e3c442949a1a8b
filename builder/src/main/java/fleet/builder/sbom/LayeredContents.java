package fleet.builder.sbom;

import fleet.builder.source.Arriving;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is left of the software in an image's layers when each lies upon those before: what a later
 * one removed or replaced is not told. Mutable, for one thread.
 */
final class LayeredContents {
  /** How OCI's image-layer specification writes that a file of a lower layer is gone. */
  private static final String WHITEOUT = ".wh.";

  /** The same for all that lower layers have in a folder. */
  private static final String OPAQUE = ".wh..wh..opq";

  private final TarWalk walk = new TarWalk();
  private final TreeMap<String, Finding> lower = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private int layers;
  private int packages;

  /**
   * Lays the next layer on top. One that is damaged counts as far as it can be read.
   *
   * @throws IOException when its bytes do not arrive
   */
  void add(LayerBytes layer) throws IOException {
    layers++;
    var its = new HashMap<String, Finding>();
    var links = new HashMap<String, String>();
    through(
        layer,
        (entry, content) -> {
          hide(entry);
          forget(its.remove(entry.path()));
          if (entry.type() == TarWalk.Type.HARD_LINK
              && links.size() < Bounds.PACKAGES
              && isOfInterest(entry.path())) {
            links.putIfAbsent(entry.target(), entry.path());
          } else if (entry.type() == TarWalk.Type.FILE) {
            find(entry.path(), content).ifPresent(found -> put(its, entry.path(), found));
          }
          return true;
        });
    if (!links.isEmpty()) {
      follow(layer, links, its);
    }
    lower.putAll(its);
  }

  Contents contents() {
    var found = new ArrayList<SoftwarePackage>();
    var distribution = Optional.<Distribution>empty();
    var unread = new ArrayList<>(notes);
    for (var file : lower.entrySet()) {
      switch (file.getValue()) {
        case Finding.Packages(var those) -> found.addAll(those);
        case Finding.Base(var that) -> distribution = distribution.or(() -> Optional.of(that));
        case Finding.Unreadable(var reason) ->
            note(unread, "%s could not be read: %s".formatted(file.getKey(), reason));
      }
    }
    return new Contents(distribution, found, unread);
  }

  /** Package files that are other names of files in the same layer: it is gone through again. */
  private void follow(LayerBytes layer, Map<String, String> links, Map<String, Finding> its)
      throws IOException {
    through(
        layer,
        (entry, content) -> {
          var name = links.get(entry.path());
          if (name != null && entry.type() == TarWalk.Type.FILE) {
            find(name, content).ifPresent(found -> put(its, name, found));
          }
          return true;
        });
  }

  private void through(LayerBytes layer, TarWalk.Visitor visitor) throws IOException {
    try (var arriving = new Arriving(layer.open())) {
      try {
        var _ = walk.through(arriving, visitor);
      } catch (IOException | RuntimeException e) {
        if (arriving.brokeOff()) {
          throw e;
        }
        note(notes, "layer %d could not be read to its end: %s".formatted(layers, reason(e)));
      }
      // What checks the bytes does so at their end.
      var _ = arriving.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static boolean isOfInterest(String path) {
    return Distribution.PATHS.contains(path)
        || PackageDatabase.ALL.stream().anyMatch(database -> database.isAt(path));
  }

  private Optional<Finding> find(String path, InputStream content) {
    try {
      if (Distribution.PATHS.contains(path)) {
        return Distribution.read(content).map(Finding.Base::new);
      }
      for (var database : PackageDatabase.ALL) {
        if (database.isAt(path)) {
          return Optional.of(new Finding.Packages(database.read(path, content)));
        }
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of(new Finding.Unreadable(reason(e)));
    }
  }

  private void put(Map<String, Finding> its, String path, Finding found) {
    if (count(found) == 0) {
      return;
    }
    forget(its.remove(path));
    packages += count(found);
    if (packages > Bounds.PACKAGES) {
      packages -= count(found);
      note(notes, "more than %d packages; %s is left out".formatted(Bounds.PACKAGES, path));
      return;
    }
    its.put(path, found);
  }

  private void hide(TarWalk.Entry entry) {
    if (entry.name().equals(OPAQUE)) {
      removeBelow(entry.folder());
    } else if (entry.name().startsWith(WHITEOUT)) {
      remove(entry.folder() + entry.name().substring(WHITEOUT.length()));
    } else if (entry.type() != TarWalk.Type.FOLDER) {
      remove(entry.path());
    }
  }

  private void remove(String path) {
    forget(lower.remove(path));
    removeBelow(path + "/");
  }

  private void removeBelow(String folder) {
    var below = lower.tailMap(folder, true).entrySet().iterator();
    while (below.hasNext()) {
      var next = below.next();
      if (!next.getKey().startsWith(folder)) {
        return;
      }
      forget(next.getValue());
      below.remove();
    }
  }

  private void forget(@Nullable Finding gone) {
    packages -= gone == null ? 0 : count(gone);
  }

  private static int count(Finding finding) {
    return finding instanceof Finding.Packages(var those) ? those.size() : 1;
  }

  private static void note(List<String> notes, String sentence) {
    if (notes.size() < Bounds.NOTES) {
      notes.add(Bounds.text(sentence));
    }
  }

  private static String reason(Exception e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }
}
