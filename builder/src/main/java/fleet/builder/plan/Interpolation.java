package fleet.builder.plan;

/** Replaces the variables of one text. Has state: made for one text. */
final class Interpolation {
  private static final String HINT = "write $$ for a dollar";
  private static final int MAX_DEPTH = 8;

  private final String text;
  private final Variables variables;
  private final Where where;
  private int at;
  private int depth;

  Interpolation(String text, Variables variables, Where where) {
    this.text = text;
    this.variables = variables;
    this.where = where;
  }

  String result() {
    return until(false);
  }

  /** Reads to the end, or to the closing brace, which it takes. */
  private String until(boolean brace) {
    if (++depth > MAX_DEPTH) {
      throw where.refuse("'%s' nests variables too deeply".formatted(text), "");
    }
    var out = new StringBuilder();
    while (at < text.length()) {
      var next = text.charAt(at++);
      if (brace && next == '}') {
        depth--;
        return out.toString();
      }
      out.append(next == '$' ? variable() : String.valueOf(next));
    }
    if (brace) {
      throw where.refuse("'%s' has '${' without '}'".formatted(text), HINT);
    }
    return out.toString();
  }

  private String variable() {
    if (at < text.length() && text.charAt(at) == '$') {
      at++;
      return "$";
    }
    if (at < text.length() && text.charAt(at) == '{') {
      at++;
      return braced(name());
    }
    return variables.get(name()).orElse("");
  }

  private String name() {
    var start = at;
    while (at < text.length() && isNamePart(text.charAt(at), at == start)) {
      at++;
    }
    if (at == start) {
      throw where.refuse("'%s' has a '$' without a variable's name".formatted(text), HINT);
    }
    return text.substring(start, at);
  }

  private String braced(String name) {
    var emptyCounts = at < text.length() && text.charAt(at) == ':';
    if (emptyCounts) {
      at++;
    }
    var operator = at < text.length() ? text.charAt(at++) : '?';
    if (operator == '}' && !emptyCounts) {
      return variables.get(name).orElse("");
    }
    if ("-?+".indexOf(operator) < 0) {
      throw where.refuse("'%s' is not a variable as Compose writes it".formatted(text), HINT);
    }
    var other = until(true);
    var value = variables.get(name).filter(it -> !(emptyCounts && it.isEmpty()));
    return switch (operator) {
      case '-' -> value.orElse(other);
      case '+' -> value.isPresent() ? other : "";
      default ->
          value.orElseThrow(() ->
              where.refuse(
                  "variable %s is needed%s".formatted(name, other.isEmpty() ? "" : ": " + other),
                  "set it in the project's .env"));
    };
  }

  private static boolean isNamePart(char character, boolean first) {
    return character == '_'
        || (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (!first && character >= '0' && character <= '9');
  }
}
