package fleet.cli.command;

import fleet.cli.output.Table;
import fleet.contract.Json;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Gives a command's answer: as JSON where that was asked for, else as people read it. */
record Answer(Shell shell, Common common) {
  /** One value. */
  <T> ExitCode one(T value, Consumer<T> show) {
    if (common.json()) {
      shell.terminal().print(Json.write(value));
    } else {
      show.accept(value);
    }
    return ExitCode.DONE;
  }

  /** One value, of which people read a sentence. */
  <T> ExitCode sentence(T value, Function<T, String> sentence) {
    return one(value, told -> shell.terminal().print(sentence.apply(told)));
  }

  /**
   * A list; in JSON one array.
   *
   * @param whenEmpty sentence in place of an empty table
   */
  <T> ExitCode list(List<T> values, Function<List<T>, Table> table, String whenEmpty) {
    return one(
        values,
        all -> {
          if (all.isEmpty()) {
            shell.terminal().say(whenEmpty);
          } else {
            shell.terminal().print(table.apply(all));
          }
        });
  }
}
