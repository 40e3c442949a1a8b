package fleet.builder.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads SPDX license expressions (SPDX 2.3, annex D), with the identifiers of its license list.
 * Mutable, for one text.
 *
 * <pre>
 * expression = term { ("AND" | "OR") term }
 * term       = license ["+"] ["WITH" exception] | "(" expression ")"
 * </pre>
 */
final class LicenseExpression {
  private static final int MAX_DEPTH = 16;
  private static final Pattern TOKEN = Pattern.compile("\\s*([()]|[A-Za-z0-9.+-]+)\\s*");
  private static final Map<String, String> LICENSES = list("licenses.txt");
  private static final Map<String, String> EXCEPTIONS = list("license-exceptions.txt");

  private final List<String> tokens;
  private final StringBuilder written = new StringBuilder();
  private int at;

  private LicenseExpression(List<String> tokens) {
    this.tokens = tokens;
  }

  /** The same expression with its identifiers as the list has them; nothing where it is none. */
  static Optional<String> parse(String text) {
    var tokens = new ArrayList<String>();
    var matcher = TOKEN.matcher(text);
    var end = 0;
    while (end < text.length() && matcher.find(end) && matcher.start() == end) {
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
    if (end < text.length()) {
      return Optional.empty();
    }
    var expression = new LicenseExpression(tokens);
    return expression.isExpression(0) && expression.at == tokens.size()
        ? Optional.of(expression.written.toString())
        : Optional.empty();
  }

  private boolean isExpression(int depth) {
    if (!isTerm(depth)) {
      return false;
    }
    while (isNext("AND") || isNext("OR")) {
      written.append(' ').append(tokens.get(at++)).append(' ');
      if (!isTerm(depth)) {
        return false;
      }
    }
    return true;
  }

  private boolean isTerm(int depth) {
    if (isNext("(")) {
      at++;
      written.append('(');
      if (depth == MAX_DEPTH || !isExpression(depth + 1) || !isNext(")")) {
        return false;
      }
      at++;
      written.append(')');
      return true;
    }
    if (!isLicense()) {
      return false;
    }
    if (isNext("WITH")) {
      at++;
      written.append(" WITH ");
      return isKnown(EXCEPTIONS, "");
    }
    return true;
  }

  /** An identifier, perhaps with {@code +} for later versions of it too. */
  private boolean isLicense() {
    return isKnown(LICENSES, "") || isKnown(LICENSES, "+");
  }

  private boolean isKnown(Map<String, String> list, String suffix) {
    if (at == tokens.size() || !tokens.get(at).endsWith(suffix)) {
      return false;
    }
    var token = tokens.get(at);
    var id = list.get(lower(token.substring(0, token.length() - suffix.length())));
    if (id == null) {
      return false;
    }
    at++;
    written.append(id).append(suffix);
    return true;
  }

  private boolean isNext(String token) {
    return at < tokens.size() && tokens.get(at).equals(token);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Identifiers by themselves in lower case. */
  private static Map<String, String> list(String name) {
    try (var in = LicenseExpression.class.getResourceAsStream(name)) {
      return read(name, in)
          .lines()
          .collect(Collectors.toMap(LicenseExpression::lower, Function.identity()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String name, @Nullable InputStream in) throws IOException {
    if (in == null) {
      throw new IllegalStateException("the list " + name + " is not here");
    }
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
