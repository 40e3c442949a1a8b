package fleet.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.identity.Secret;
import fleet.contract.variable.VariableName;
import fleet.supervisor.Specs;
import fleet.supervisor.fake.FakeRegistryPort;
import fleet.supervisor.fake.Lab;
import fleet.supervisor.fake.TestImage;
import fleet.supervisor.http.Connector;
import fleet.supervisor.http.EventLoop;
import fleet.supervisor.http.Http;
import fleet.supervisor.http.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DockerEngineIT extends EngineContract {
  private final TestImage image =
      TestImage.running("trap exit TERM; echo hello; sleep 100 & wait", "contract");
  private final FakeRegistryPort registry = new FakeRegistryPort(image);
  private final EventLoop loop = new EventLoop();
  private final Http http = new Http(new Connector(loop, new Tls(Optional.empty())));
  private final DockerEngine engine = new DockerEngine(http, Lab.buildEngine());

  @AfterEach
  @Override
  void tidy() {
    try (loop;
        registry) {
      super.tidy();
    }
  }

  @Test
  void an_engine_that_is_not_there_is_named() {
    var nobody = new DockerEngine(http, Path.of("/nowhere/docker.sock"));
    assertThatThrownBy(nobody::images)
        .isInstanceOf(EngineUnreachableException.class)
        .hasMessageContaining(
            "could not reach the container engine at unix:///nowhere/docker.sock");
  }

  @Test
  void variables_are_in_the_environment_rather_than_the_specs_own() {
    var spec = Specs.spec().environment("COLOUR", "blue").build();
    var value = "red $HOME \"quoted\"\nand more";
    var id = create(spec, Map.of(VariableName.parse("COLOUR"), Secret.of(value)));
    engine.start(id);
    var shown = "test \"$COLOUR\" = 'red $HOME \"quoted\"\nand more'";
    assertThat(engine.passes(id, List.of("sh", "-c", shown))).isTrue();
  }

  @Override
  Engine engine() {
    return engine;
  }

  @Override
  String offered() {
    return "127.0.0.1:%d/berlin/contract@%s".formatted(registry.port(), image.manifestDigest());
  }

  @Override
  void tidyVolume(String volume) {
    delete("/volumes/" + volume);
  }

  private void delete(String path) {
    var raw = new EngineHttp(http, Lab.buildEngine());
    try (var answer = raw.send("DELETE", path, Optional.empty(), Duration.ofSeconds(20))) {
      answer.body().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
