package fleet.builder.upload;

import com.sun.net.httpserver.HttpExchange;
import fleet.contract.operator.BuildEvent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which events of a log somebody wants: {@code ?after=12&search=gcc&steps=true&follow=false}.
 *
 * @param after the number of the line before those that are wanted; 0 for all
 * @param search what a line holds, in whatever case; empty for all lines
 * @param steps only lines that tell the end of a step
 * @param follow to the build's end; else what there is so far
 */
record LogQuestion(long after, String search, boolean steps, boolean follow)
    implements Predicate<BuildEvent> {
  static final LogQuestion ALL = new LogQuestion(0, "", false, true);

  /**
   * Reads a request's query.
   *
   * @throws IllegalArgumentException for a number that is none
   */
  static LogQuestion of(HttpExchange exchange) {
    var query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    Map<String, String> words =
        Arrays.stream(query.split("&"))
            .map(word -> word.split("=", 2))
            .collect(
                Collectors.toMap(
                    word -> word[0],
                    word ->
                        URLDecoder.decode(word.length > 1 ? word[1] : "", StandardCharsets.UTF_8),
                    (first, _) -> first));
    return new LogQuestion(
        Long.parseLong(words.getOrDefault("after", "0")),
        words.getOrDefault("search", "").toLowerCase(Locale.ROOT),
        words.getOrDefault("steps", "").equals("true"),
        !words.getOrDefault("follow", "").equals("false"));
  }

  @Override
  public boolean test(BuildEvent event) {
    return !(event instanceof BuildEvent.Line line)
        || (line.number() > after
            && (!steps || line.step().isPresent())
            && line.text().toLowerCase(Locale.ROOT).contains(search));
  }
}
