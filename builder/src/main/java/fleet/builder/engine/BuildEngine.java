package fleet.builder.engine;

import fleet.contract.identity.Secret;
import fleet.contract.release.Digest;
import fleet.contract.release.Platform;
import java.util.List;
import java.util.Set;

/** Where images are built. Blocking, thread-safe; every method throws {@link EngineException}. */
public interface BuildEngine extends AutoCloseable {
  /** Which one it is. */
  EngineVersion version();

  /** The platforms whose programs run there, be it by emulation; it finds out when it is asked. */
  Set<Platform> platforms();

  /** Builds one image, telling the watcher while it does. */
  ImageOutcome build(ImageOrder order, BuildWatcher watcher);

  /**
   * Pushes a tag to the registry that its name begins with.
   *
   * @return the digest of the manifest that was pushed
   */
  Digest push(String tag, Secret registryToken);

  /** Takes a tag away, the image with it when nothing else names it; no error when it is gone. */
  void remove(String tag);

  /** The tags of images in repositories that begin so. */
  List<String> tags(String prefix);

  @Override
  void close();
}
