package fleet.supervisor.engine;

import fleet.contract.release.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

class InMemoryEngineTest extends EngineContract {
  private static final Digest LAYER = Digest.of("layer".getBytes(StandardCharsets.UTF_8));

  private final InMemoryEngine engine = new InMemoryEngine();

  @BeforeEach
  @Override
  void pull() {
    engine.offer(offered(), LAYER.toString(), List.of(LAYER));
    super.pull();
  }

  @Override
  Engine engine() {
    return engine;
  }

  @Override
  String offered() {
    return "127.0.0.1:5000/berlin/web@" + LAYER;
  }

  @Override
  void tidyVolume(String volume) {}
}
