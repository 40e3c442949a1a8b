package fleet.registry.request;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.release.Digest;
import fleet.registry.problem.RegistryException;
import fleet.registry.request.RegistryRequest.InRepository;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever arrives is a request whose parts are well-formed, or a RegistryException. */
class RequestParserFuzzTest {
  private static final int ROUNDS = 20_000;
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "", "G\0T");
  private static final List<String> PIECES =
      List.of(
          "v2",
          "blobs",
          "uploads",
          "manifests",
          "tags",
          "list",
          "referrers",
          "",
          ".",
          "..",
          "a",
          "berlin",
          "web-1",
          "A",
          "%2F",
          "%2e%2e",
          "%00",
          "%",
          "%zz",
          "?",
          "&",
          "=",
          "digest=",
          "n=",
          "last=",
          "mount=",
          "from=",
          "99999999999999999999",
          "-1",
          "sha256:",
          "\u00e9",
          "\uD800",
          "+",
          " ",
          "\r\n",
          Digest.of(new byte[0]).value(),
          "0b5c1f60-8f60-4b5e-9d5a-0f3c1a2b3c4d",
          "x".repeat(300));
  private static final List<String> GOOD =
      List.of(
          "/v2/berlin/web/blobs/" + Digest.of(new byte[0]),
          "/v2/berlin/web/blobs/uploads/",
          "/v2/berlin/web/blobs/uploads/?mount=" + Digest.of(new byte[0]) + "&from=library/base",
          "/v2/berlin/web/blobs/uploads/0b5c1f60-8f60-4b5e-9d5a-0f3c1a2b3c4d",
          "/v2/berlin/web/manifests/v1.2",
          "/v2/berlin/web/tags/list?n=20&last=v1",
          "/v2/berlin/web/referrers/" + Digest.of(new byte[0]) + "?artifactType=a/b");
  private static final List<String> HEADER_PIECES =
      List.of("bytes", "=", "-", "0", "7", "99999999999999999999", ",", "*", "/", "W/", "\"", " ");

  private static String join(Random random, List<String> pieces, int most, String between) {
    return IntStream.range(0, random.nextInt(most))
        .mapToObj(_ -> pieces.get(random.nextInt(pieces.size())))
        .collect(Collectors.joining(between));
  }

  /** Half of the time pieces in any order, else a good target with a few characters changed. */
  private static String uri(Random random) {
    if (random.nextBoolean()) {
      return "/" + join(random, PIECES, 9, "/") + join(random, PIECES, 6, "");
    }
    var text = new StringBuilder(GOOD.get(random.nextInt(GOOD.size())));
    for (var hits = random.nextInt(3); hits > 0; hits--) {
      text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(' ', 0x100));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void every_text_is_a_request_or_an_error_of_ours(long seed) {
    var random = new Random(seed);
    var parsed = 0;
    for (var round = 0; round < ROUNDS; round++) {
      var method = METHODS.get(random.nextInt(METHODS.size()));
      var header = join(random, HEADER_PIECES, 6, "");
      try {
        check(RequestParser.parse(method, uri(random), _ -> Optional.of(header)));
        parsed++;
      } catch (RegistryException e) {
        assertThat(e.code().status()).isBetween(400, 499);
      }
    }
    assertThat(parsed).as("the generator reaches past the errors").isGreaterThan(100);
  }

  /** What was parsed can be written down and parsed to the same name. */
  private static void check(RegistryRequest request) {
    if (request instanceof InRepository inside) {
      var name = inside.repository().value();
      assertThat(name).matches("[a-z0-9]+(([/._]|__|-+)[a-z0-9]+)*").hasSizeLessThan(256);
      assertThat(new RepositoryName(name)).isEqualTo(inside.repository());
    }
  }

  @Test
  void a_long_name_costs_no_stack_and_no_time() {
    var longest = "a/".repeat(127) + "a";
    assertThat(new RepositoryName(longest).value()).hasSize(255);
    assertThat(new RepositoryName("a" + "-".repeat(253) + "a").value()).hasSize(255);
  }
}
