package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.api.browser.BrowserPage;
import fleet.api.browser.Chromium;
import fleet.contract.device.Failure;
import fleet.contract.device.Phase;
import fleet.contract.device.Protocol;
import fleet.contract.device.StateReport;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.operator.SignIn;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each view of the dashboard in a real browser, at the real API. */
class DashboardIT {
  private static RunningApi api;
  private static Chromium browser;
  private BrowserPage page;
  private DashboardUser user;

  @BeforeAll
  static void start(@TempDir Path profile) throws IOException {
    api = RunningApi.alone();
    browser = Chromium.start(profile);
  }

  @AfterAll
  static void stop() {
    browser.close();
    api.close();
  }

  @BeforeEach
  void openPage() throws Exception {
    page = browser.newPage();
    user = new DashboardUser(api, page);
  }

  @AfterEach
  void closePage() {
    page.close();
  }

  @Test
  void a_wrong_password_is_answered_with_a_sentence() {
    user.signIn(new SignIn(api.admin().user(), Secret.of("wrong")));
    page.awaitTrue("document.querySelector('[role=alert]')?.innerText.length > 10");
    assertThat(user.isSignedOut()).isTrue();
  }

  @Test
  void a_release_shows_its_services_by_platform_with_sizes_and_commit() {
    var release = release(api.newFleet("bakery"));
    user.signIn();
    user.goTo("fleets/bakery/releases");
    user.awaitCell(release.id(), "version", "1.2.3");
    // The page asks for the fleet, which says what is current, by itself.
    page.awaitText(DashboardUser.row(release.id()), "current");
    assertThat(page.text(DashboardUser.row(release.id())))
        .contains("web", "amd64 1.5 kB", "arm/v7 1.5 kB", "0123456", "current")
        .doesNotContain("invalidated", "draft");
  }

  @Test
  void a_device_that_failed_says_why_on_its_own_page() {
    var fleet = api.newFleet("garage");
    var device = register(fleet);
    user.signIn();
    user.goTo("devices/" + device.id());
    page.awaitText("h1", "oven");
    device.fail(release(fleet), "web was <b>unhealthy</b>");
    page.awaitText(".failure", "web was <b>unhealthy</b>");
    page.awaitText(".failure pre", "the last line");
    page.awaitText(".why", "failed");
  }

  @Test
  void what_is_not_there_is_said_with_the_sentence_of_the_server() {
    user.signIn();
    user.goTo("fleets/nowhere");
    page.awaitText("[role=alert]", "nowhere");
    user.goTo("elsewhere");
    page.awaitText("h1", "Nothing here");
  }

  @Test
  void a_server_that_goes_away_is_noticed_and_found_again() {
    user.signIn();
    user.mark();
    api.stop();
    page.awaitText(".lost", "Connection lost");
    user.awaitConnection("lost");
    api.startAgain();
    user.awaitConnection("live");
    api.newFleet("lighthouse");
    user.awaitCell("lighthouse", "release", "none yet");
    assertThat(page.text(".lost")).isEmpty();
    user.assertNeverReloaded();
  }

  @Test
  void a_hidden_page_holds_no_connection_and_catches_up_when_it_is_seen_again() throws Exception {
    user.signIn();
    user.mark();
    try (var other = browser.newPage()) {
      other.bringToFront();
      page.awaitTrue("document.hidden");
      api.newFleet("attic");
      page.bringToFront();
    }
    user.awaitCell("attic", "release", "none yet");
    user.awaitConnection("live");
    assertThat(page.requests())
        .filteredOn(address -> address.endsWith("/api/v1/events"))
        .as("it let go, and connected again")
        .hasSizeGreaterThan(1);
    user.assertNeverReloaded();
  }

  @Test
  void a_session_that_was_ended_elsewhere_leads_back_to_the_door() {
    user.signIn();
    api.as(Secret.of(user.token())).call("POST", "/api/v1/logout").expect(204);
    api.newFleet("cellar");
    page.awaitTrue("document.querySelector('input[name=password]') !== null");
    assertThat(user.isSignedOut()).isTrue();
  }

  @Test
  void every_view_can_be_read_in_both_colours_and_on_a_phone() throws IOException {
    var fleet = api.newFleet("harbour");
    var device = register(fleet);
    device.fail(release(fleet), "the disk has 12 MB left, the release needs 80 MB");
    user.signIn();
    var views =
        List.of(
            "",
            "fleets/harbour",
            "fleets/harbour/releases",
            "devices/" + device.id(),
            "fleets/nowhere");
    for (var view : views) {
      user.goTo(view);
      page.awaitTrue(
          "location.hash === '#/%s' && !document.querySelector('[aria-busy=true]')"
              .formatted(view));
      assertReadable(view);
    }
  }

  private void assertReadable(String view) throws IOException {
    for (var width : List.of(360, 820, 1280)) {
      for (var colours : List.of("light", "dark")) {
        page.look(width, 800, colours);
        assertThat(page.evaluate(script("contrast.js")))
            .as("contrast of '%s', %s, %d wide", view, colours, width)
            .isEmpty();
        page.screenshot(shot(view, width, colours));
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth").asBoolean())
            .as("'%s' fits into %d", view, width)
            .isTrue();
      }
    }
  }

  /** Where people may look at what the test saw. */
  private static Path shot(String view, int width, String colours) throws IOException {
    var folder = Files.createDirectories(Path.of("target", "screenshots"));
    var name = view.isEmpty() ? "fleets" : view.replaceAll("[^a-z]+", "-");
    return folder.resolve("%s-%d-%s.png".formatted(name, width, colours));
  }

  private static Release release(FleetName fleet) {
    return api.release(
        fleet,
        Samples.release(
            fleet,
            Optional.of("1.2.3"),
            false,
            Platform.LINUX_AMD64,
            Platform.LINUX_ARM64,
            Platform.LINUX_ARM_V7));
  }

  private static Oven register(FleetName fleet) {
    var device = new TestDevice(api);
    var id = device.register(api.newKey(fleet, 1).key(), "oven").device();
    return new Oven(id, device.signIn(id));
  }

  private static String script(String name) throws IOException {
    try (var file = BrowserPage.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A device that has nothing good to tell. */
  private record Oven(DeviceId id, Caller reports) {
    void fail(Release release, String reason) {
      var failure = new Failure(release.id(), Optional.empty(), reason, List.of("the last line"));
      var report =
          new StateReport(
              Protocol.CURRENT,
              1,
              Instant.EPOCH,
              "0.1.0",
              Phase.FAILED,
              Optional.of(release.id()),
              Optional.empty(),
              Optional.empty(),
              List.of(),
              Optional.of(failure),
              List.of());
      reports.post("/device/v1/report", report).expect(204);
    }
  }
}
