package fleet.supervisor.exec;

import fleet.contract.codec.Records;
import fleet.contract.codec.Tree;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.ServiceName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The engine, as far as running commands needs it. Blocking and thread-safe. */
public final class Engine {
  private static final String SERVICE_LABEL = "fleet.service";
  private static final String DEVICE_LABEL = "fleet.device";

  private final Path socket;

  public Engine(Path socket) {
    this.socket = socket;
  }

  /** The services of this device that run now, by name. */
  public List<ServiceContainer> running(DeviceId device) {
    var filters =
        Records.write(
            Map.of(
                "status", List.of("running"),
                "label", List.of(SERVICE_LABEL, "%s=%s".formatted(DEVICE_LABEL, device))));
    var list = ask("GET", "/containers/json?filters=" + encode(filters), "");
    var found = new ArrayList<ServiceContainer>();
    for (var container : list.items()) {
      var service = container.path("Labels").path(SERVICE_LABEL).text();
      found.add(new ServiceContainer(ServiceName.parse(service), container.path("Id").text()));
    }
    found.sort((a, b) -> a.service().compareTo(b.service()));
    return List.copyOf(found);
  }

  /**
   * Starts a command.
   *
   * @throws ExecException when it cannot be started
   */
  public Execution start(ExecRequest request) {
    var created =
        ask("POST", "/containers/%s/exec".formatted(request.container()), creation(request));
    var terminal = request.terminal().isPresent();
    var id = new Execution.Id(created.path("Id").text(), request.container(), terminal);
    var execution = new Execution(this, id, attach(id));
    request.terminal().ifPresent(execution::resize);
    return execution;
  }

  private static String creation(ExecRequest request) {
    return Records.write(
        Map.of(
            "AttachStdin",
            true,
            "AttachStdout",
            true,
            "AttachStderr",
            true,
            "Tty",
            request.terminal().isPresent(),
            "Env",
            request.environment(),
            "Cmd",
            request.command()));
  }

  private EngineConnection attach(Execution.Id id) {
    try {
      var connection = EngineConnection.open(socket);
      var answer =
          connection.upgrade(
              "/exec/%s/start".formatted(id.value()),
              "{\"Detach\":false,\"Tty\":%s}".formatted(id.terminal()));
      if (answer.status() != 101) {
        connection.close();
        throw refusal(answer);
      }
      return connection;
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** What the engine says of an execution. */
  Tree inspect(String id) {
    return ask("GET", "/exec/%s/json".formatted(id), "");
  }

  void resize(String id, TerminalSize size) {
    ask("POST", "/exec/%s/resize?h=%d&w=%d".formatted(id, size.rows(), size.columns()), "");
  }

  private Tree ask(String method, String target, String body) {
    try (var connection = EngineConnection.open(socket)) {
      var answer = connection.ask(method, target, body);
      if (answer.status() >= 300) {
        throw refusal(answer);
      }
      return Records.tree(answer.body());
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private static ExecException unreachable(IOException cause) {
    return new ExecException("could not ask the container engine: " + cause.getMessage(), cause);
  }

  private static ExecException refusal(EngineConnection.Answer answer) {
    return new ExecException("the container engine refused: " + message(answer));
  }

  private static String message(EngineConnection.Answer answer) {
    try {
      var message = Records.tree(answer.body()).path("message").text();
      return message.isEmpty() ? "status " + answer.status() : message;
    } catch (UncheckedIOException e) {
      return "status " + answer.status();
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
