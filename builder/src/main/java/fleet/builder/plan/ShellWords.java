package fleet.builder.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words as a POSIX shell does, with quotes and backslashes, without expansion.
 */
final class ShellWords {
  private final Value line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private char quote;

  private ShellWords(Value line) {
    this.line = line;
  }

  /** Takes a text, or a list whose items are words already. */
  static List<String> of(Value value) {
    return switch (value) {
      case Value.Nothing _ -> List.of();
      case Value.Items list -> list.values().stream().map(Value::text).toList();
      default -> new ShellWords(value).split();
    };
  }

  private List<String> split() {
    var text = line.text();
    for (int i = 0; i < text.length(); i++) {
      var next = text.charAt(i);
      if (next == '\\' && quote != '\'' && i + 1 < text.length()) {
        take(text.charAt(++i));
      } else if (quote != 0) {
        quoted(next);
      } else {
        plain(next);
      }
    }
    if (quote != 0) {
      throw line.where().refuse("a quote is not closed", "");
    }
    endWord();
    return List.copyOf(words);
  }

  private void quoted(char next) {
    if (next == quote) {
      quote = 0;
    } else {
      take(next);
    }
  }

  private void plain(char next) {
    if (next == '\'' || next == '"') {
      quote = next;
      inWord = true;
    } else if (Character.isWhitespace(next)) {
      endWord();
    } else {
      take(next);
    }
  }

  private void take(char next) {
    inWord = true;
    word.append(next);
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}
