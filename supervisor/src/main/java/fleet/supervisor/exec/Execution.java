package fleet.supervisor.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * A command that runs: one thread writes its input, another reads its output to the end, then asks
 * for the exit code. {@link #close} may come from any thread.
 */
public final class Execution implements AutoCloseable {
  private static final int CHUNK_BYTES = 32 * 1024;
  private static final int TRIES = 50;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

  /**
   * Which one.
   *
   * @param terminal without one its output comes in frames that tell stdout from stderr
   */
  record Id(String value, String container, boolean terminal) {}

  private final Engine engine;
  private final Id id;
  private final EngineConnection connection;

  Execution(Engine engine, Id id, EngineConnection connection) {
    this.engine = engine;
    this.id = id;
    this.connection = connection;
  }

  /** Copies all of this to the command's input, then ends it. */
  public void feed(InputStream source) throws IOException {
    var chunk = new byte[CHUNK_BYTES];
    for (var read = source.read(chunk); read >= 0; read = source.read(chunk)) {
      connection.output().write(chunk, 0, read);
    }
    connection.endOutput();
  }

  /** Copies what the command says until it ends; with a terminal everything is on stdout. */
  public void drain(OutputStream stdout, OutputStream stderr) throws IOException {
    if (!id.terminal()) {
      new OutputFrames(connection.input()).split(stdout, stderr);
      return;
    }
    var chunk = new byte[CHUNK_BYTES];
    for (var read = connection.input().read(chunk);
        read >= 0;
        read = connection.input().read(chunk)) {
      stdout.write(chunk, 0, read);
      stdout.flush();
    }
  }

  /** Its terminal has another size now; a command that has ended does not mind. */
  public void resize(TerminalSize size) {
    try {
      engine.resize(id.value(), size);
    } catch (ExecException e) {
      if (engine.inspect(id.value()).path("Running").truth()) {
        throw e;
      }
    }
  }

  /** Its exit code, once its output has ended; the engine may notice a moment later. */
  public int exitCode() throws InterruptedException {
    var state = engine.inspect(id.value());
    for (int tries = 1; state.path("Running").truth() && tries < TRIES; tries++) {
      Thread.sleep(BETWEEN_TRIES);
      state = engine.inspect(id.value());
    }
    if (state.path("Running").truth()) {
      throw new ExecException("the command closed its output and runs on");
    }
    return state.path("ExitCode").number();
  }

  /** Ends the command if it still runs, as losing its terminal would, and gives back the socket. */
  @Override
  public void close() {
    try {
      connection.close();
      var state = engine.inspect(id.value());
      if (state.path("Running").truth()) {
        new ContainerProcess(id.container(), state.path("Pid").number()).kill();
      }
    } catch (IOException e) {
      throw new ExecException("could not end the command: " + e.getMessage(), e);
    }
  }
}
