package fleet.builder.engine;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The query of one request; mutable while it is made. */
final class Query {
  private final StringBuilder text = new StringBuilder();

  Query add(String name, String value) {
    text.append(text.isEmpty() ? '?' : '&')
        .append(name)
        .append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
