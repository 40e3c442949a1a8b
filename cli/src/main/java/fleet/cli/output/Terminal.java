package fleet.cli.output;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The streams of one command: answers on {@code out}, what is said beside them on {@code err}. It
 * remembers whether a progress line is open. Thread-safe, for a progress line may come from a
 * worker.
 */
public final class Terminal {
  private static final String ERASE_LINE = "\r\u001b[2K";

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Capabilities capabilities;
  private final IntSupplier width;
  private boolean progressIsOpen;
  private String lastStage = "";

  public Terminal(
      InputStream in,
      PrintStream out,
      PrintStream err,
      Capabilities capabilities,
      IntSupplier width) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.capabilities = capabilities;
    this.width = width;
  }

  /** This process's own streams, always in UTF-8. */
  public static Terminal ofProcess(Map<String, String> environment) {
    var width = new TerminalWidth(environment);
    return new Terminal(
        System.in,
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        Capabilities.ofProcess(environment),
        width::columns);
  }

  public InputStream in() {
    return in;
  }

  /** For what is written to {@code out}. */
  public Palette palette() {
    return new Palette(capabilities.outIsTerminal() && capabilities.wantsColours());
  }

  /** For what is written to {@code err}. */
  public Palette errPalette() {
    return new Palette(capabilities.errIsTerminal() && capabilities.wantsColours());
  }

  /** Writes one line of the answer. */
  public synchronized void print(String line) {
    eraseProgress();
    out.println(line);
  }

  /** Writes a table; it is cut to the terminal's width only where there is a terminal. */
  public void print(Table table) {
    var columns = capabilities.outIsTerminal() ? width.getAsInt() : Integer.MAX_VALUE;
    table.lines(palette(), columns).forEach(this::print);
  }

  /** Writes a table beside the answer, never cut: what it says is to be decided on. */
  public void say(Table table) {
    table.lines(errPalette(), Integer.MAX_VALUE).forEach(this::say);
  }

  public void print(List<String> lines) {
    lines.forEach(this::print);
  }

  /** Writes one line beside the answer. */
  public synchronized void say(String line) {
    eraseProgress();
    err.println(line);
  }

  /**
   * Shows what is being done now: a line that the next one replaces, or, where lines cannot be
   * replaced, nothing.
   */
  public synchronized void progress(String line) {
    if (!capabilities.redraws()) {
      return;
    }
    err.print(ERASE_LINE + errPalette().paint(Style.DIM, line));
    err.flush();
    progressIsOpen = true;
  }

  /** Asks a question; nothing when there is nobody to ask. */
  public Optional<String> ask(String question) {
    return console().map(console -> console.readLine("%s", question));
  }

  /** Asks without showing what is typed; nothing when there is nobody to ask. */
  public Optional<String> askSecretly(String question) {
    return console().map(console -> console.readPassword("%s", question)).map(String::new);
  }

  private Optional<Console> console() {
    return capabilities.inIsTerminal()
        ? Optional.ofNullable(System.console()).filter(Console::isTerminal)
        : Optional.empty();
  }

  /**
   * Shows that a new part of the work has begun: like progress, and where lines cannot be replaced
   * a plain line, once.
   */
  public synchronized void stage(String line) {
    if (capabilities.redraws()) {
      progress(line);
    } else if (!line.equals(lastStage)) {
      lastStage = line;
      say(line);
    }
  }

  /** Says whether the reader of {@code out} has gone away, as {@code head} does. */
  public boolean isClosed() {
    return out.checkError();
  }

  /** Ends an open progress line and hands over what is still buffered. */
  public synchronized void close() {
    eraseProgress();
    out.flush();
    err.flush();
  }

  private void eraseProgress() {
    if (progressIsOpen) {
      err.print(ERASE_LINE);
      err.flush();
      progressIsOpen = false;
    }
  }
}
