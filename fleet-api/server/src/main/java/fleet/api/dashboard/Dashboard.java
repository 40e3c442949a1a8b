package fleet.api.dashboard;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every file of the dashboard with the headers it is served with, in memory. Immutable.
 *
 * <pre>
 * /                      the page; asked for again each time, and answered 304 while it is the same
 * /assets/HASH/app.js    all else; HASH is of all files, so that an answer holds for ever
 * </pre>
 */
public final class Dashboard {
  private final Map<String, Asset> assets;

  private Dashboard(Map<String, Asset> assets) {
    this.assets = Map.copyOf(assets);
  }

  /** Reads the files from the class path. */
  public static Dashboard load() {
    var files = PageFiles.read();
    var root = "/assets/" + files.hash();
    var assets = new TreeMap<String, Asset>();
    files
        .withoutIndex()
        .forEach((name, bytes) -> assets.put(root + "/" + name, Asset.forEver(name, bytes)));
    assets.put("/", IndexPage.of(files, root));
    return new Dashboard(assets);
  }

  /** The file that a request's path names. */
  public Optional<Asset> find(String path) {
    return Optional.ofNullable(assets.get(path));
  }

  /** Every path that there is. */
  public Set<String> paths() {
    return assets.keySet();
  }
}
