package fleet.cli.demo;

import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Terminal;
import java.time.Duration;
import java.util.function.Supplier;

/** Tells what is being done, a line for each step with the time that it took. */
final class Steps {
  private static final int WIDTH = 52;

  private final Terminal terminal;

  Steps(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Does one step. */
  <T> T step(String what, Supplier<T> work) {
    var began = System.nanoTime();
    terminal.progress("  " + what + " ...");
    var result = work.get();
    var took = Human.took(Duration.ofNanos(System.nanoTime() - began));
    var gap = " ".repeat(Math.max(1, WIDTH - what.length()));
    terminal.say("  " + what + gap + terminal.errPalette().paint(Style.DIM, took));
    return result;
  }

  /** Does one step that gives nothing. */
  void step(String what, Runnable work) {
    var _ =
        step(
            what,
            () -> {
              work.run();
              return true;
            });
  }

  /** A headline between steps. */
  void heading(String text) {
    terminal.say("");
    terminal.say(terminal.errPalette().paint(Style.BOLD, text));
  }

  void line(String text) {
    terminal.say("  " + text);
  }
}
