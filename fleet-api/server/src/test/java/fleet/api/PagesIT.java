package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.api.PublishedRoutes.Route;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every list of the published document, read in parts of one. A new list is covered by itself. */
class PagesIT {
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
    new ListTour(api).walk();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lists")
  void parts_of_one_are_the_whole_list_without_a_gap_or_a_double(Route route) {
    var path = path(route);
    var whole = items(page(path));
    assertThat(whole).as("ListTour has two of them at least").hasSizeGreaterThan(1);
    assertThat(parts(path)).containsExactlyElementsOf(whole);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lists")
  void a_cursor_that_no_list_gave_is_refused_or_is_a_place_in_the_list(Route route) {
    var path = path(route);
    assertThat(api.asAdmin().get(path + "?after=%E2%82%AC").status()).isIn(200, 400);
  }

  @Test
  void a_list_without_parts_says_how_long_it_can_be() {
    for (var route : api.anybody().contract().routes().all()) {
      var items = list(route).path("items");
      if (items.isObject() && !pages(route)) {
        assertThat(items.path("maxItems").asInt()).as("%s", route).isBetween(1, 100);
      }
    }
  }

  static Stream<Route> lists() {
    return api.anybody().contract().routes().all().stream()
        .filter(PagesIT::pages)
        .filter(route -> route.who().equals("person"));
  }

  private static boolean pages(Route route) {
    return list(route).has("next");
  }

  private static JsonNode list(Route route) {
    return route.operation().at("/responses/200/content/application~1json/schema/properties");
  }

  private static String path(Route route) {
    return route
        .template()
        .replace("{fleet}", ListTour.FLEET)
        .replace("{device}", ListTour.DEVICE)
        .replace("{job}", "latest");
  }

  private static List<String> parts(String path) {
    var found = new ArrayList<String>();
    var page = page(path + "?limit=1");
    found.addAll(one(page));
    while (page.has("next")) {
      var after = URLEncoder.encode(page.path("next").asText(), StandardCharsets.UTF_8);
      page = page(path + "?limit=1&after=" + after);
      found.addAll(one(page));
    }
    return found;
  }

  private static List<String> one(JsonNode page) {
    assertThat(items(page)).hasSize(1);
    return items(page);
  }

  private static List<String> items(JsonNode page) {
    return page.path("items").valueStream().map(PagesIT::known).toList();
  }

  /** By what an item is known that changes while it is looked at. */
  private static String known(JsonNode item) {
    if (item.has("id")) {
      return item.path("id").asText();
    }
    return item.has("state") ? item.path("name").asText() : item.toString();
  }

  private static JsonNode page(String path) {
    return api.asAdmin().get(path).expect(200).as(JsonNode.class);
  }
}
