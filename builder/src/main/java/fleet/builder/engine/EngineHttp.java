package fleet.builder.engine;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import fleet.builder.engine.address.EngineAddress;
import fleet.builder.engine.address.EngineDoor;
import fleet.builder.engine.address.SshPassage;
import fleet.contract.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The Engine API over whatever leads to the engine. Connects when first asked, and reads its
 * certificates anew after a connection that failed. Thread-safe; throws {@link EngineException}.
 */
final class EngineHttp implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 32;
  private static final int MAX_ERROR_BYTES = 64 * 1024;
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  private final EngineAddress address;
  private final Optional<SshPassage> passage;
  private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
  private volatile @Nullable Connected connected;

  private record Connected(EngineDoor door, DockerHttpClient http) {}

  /** Reads what is needed of an answer. */
  interface Reader<T> {
    T read(Response response) throws IOException;
  }

  EngineHttp(EngineAddress address) {
    this.address = address;
    this.passage =
        address instanceof EngineAddress.Ssh ssh
            ? Optional.of(new SshPassage(ssh))
            : Optional.empty();
  }

  static Request.Builder request(String method, String path) {
    return Request.builder().method(Request.Method.valueOf(method)).path(path);
  }

  /** Where it can be reached now. */
  EngineDoor door() throws IOException {
    return connected().door();
  }

  /** An answer that is read for as long as it takes. */
  Response send(Request request) {
    try {
      return connected().http().execute(request);
    } catch (IOException | RuntimeException e) {
      throw noAnswer(e);
    }
  }

  /** An answer that comes soon or counts as none. */
  <T> T ask(Duration limit, Request request, Reader<T> reader) {
    return within(
        limit,
        () -> {
          try (var response = send(request)) {
            return reader.read(response);
          } catch (IOException e) {
            throw noAnswer(e);
          }
        });
  }

  /** Something that is done soon or counts as not answered. */
  <T> T within(Duration limit, java.util.concurrent.Callable<T> question) {
    var answer = asking.submit(question);
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof EngineException fault ? fault : noAnswer(e);
    } catch (TimeoutException e) {
      var _ = answer.cancel(true);
      throw noAnswer(e);
    } catch (InterruptedException e) {
      var _ = answer.cancel(true);
      Thread.currentThread().interrupt();
      throw noAnswer(e);
    }
  }

  void refuseErrors(Response response, String order) throws IOException {
    if (response.getStatusCode() < 400) {
      return;
    }
    var body = new String(response.getBody().readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8);
    throw EngineException.refused(order, message(body));
  }

  private static String message(String body) {
    try {
      return Json.mapper().readTree(body).path("message").asText(body).strip();
    } catch (IOException e) {
      return body.strip();
    }
  }

  EngineException noAnswer(Throwable cause) {
    if (Unreachable.why(cause).isPresent()) {
      forget();
    }
    return EngineException.noAnswer(address.toString(), cause);
  }

  /** The next question reads the certificates again; what runs goes on as it began. */
  private synchronized void forget() {
    connected = null;
  }

  @Override
  public void close() {
    asking.shutdownNow();
    try {
      var last = connected;
      if (last != null) {
        last.http().close();
      }
      if (passage.isPresent()) {
        passage.get().close();
      }
    } catch (IOException e) {
      throw noAnswer(e);
    }
  }

  private Connected connected() throws IOException {
    var through =
        passage.isPresent() ? Optional.of(passage.get().door()) : Optional.<EngineDoor>empty();
    synchronized (this) {
      var now = connected;
      if (now == null) {
        now = connect(through.isPresent() ? through.get() : EngineDoor.of(address));
        connected = now;
      }
      return now;
    }
  }

  private static Connected connect(EngineDoor door) {
    var builder =
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(door.uri())
            .maxConnections(MAX_CONNECTIONS)
            .connectionTimeout(CONNECT_LIMIT);
    door.tls().ifPresent(context -> builder.sslConfig(() -> context));
    return new Connected(door, builder.build());
  }
}
