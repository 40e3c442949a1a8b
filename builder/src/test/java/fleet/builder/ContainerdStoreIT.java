package fleet.builder;

import org.junit.jupiter.api.Tag;

/** On an engine of the newer generation, whose images lie with containerd. */
@Tag("modern-engine")
final class ContainerdStoreIT extends SessionContract {
  @Override
  String engine() {
    return Lab.modernEngineUrl();
  }
}
