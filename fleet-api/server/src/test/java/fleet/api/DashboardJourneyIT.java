package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.api.browser.Chromium;
import fleet.contract.device.Phase;
import fleet.contract.release.Platform;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to a running device, seen on one page that is never loaded again. */
class DashboardJourneyIT {
  @Test
  void an_empty_installation_says_what_to_type_and_fills_without_a_reload(@TempDir Path profile)
      throws Exception {
    try (var api = RunningApi.alone();
        var browser = Chromium.start(profile);
        var page = browser.newPage()) {
      var user = new DashboardUser(api, page);
      user.signIn();
      user.mark();
      page.awaitText("main", "No fleet yet");
      assertThat(page.text("main"))
          .contains("fleet login --server " + api.address(), "fleet create", "fleet device add");
      watchADeviceSettle(user);
      user.assertNeverReloaded();
      assertThat(page.complaints()).isEmpty();
      assertTheTokenStaysHere(user);
    }
  }

  private static void watchADeviceSettle(DashboardUser user) {
    var api = user.api();
    var page = user.page();
    var kitchen = api.newFleet("kitchen");
    user.awaitCell(kitchen, "release", "none yet");
    page.click(DashboardUser.row(kitchen) + " a");
    page.awaitText("main", "No device yet");

    var device = new TestDevice(api);
    var id = device.register(api.newKey(kitchen, 1).key(), "oven").device();
    user.awaitCell(id, "name", "oven");
    user.awaitCell(id, "seen", "never");
    var release =
        api.release(
            kitchen, Samples.release(kitchen, Optional.of("1.2.3"), false, Platform.LINUX_AMD64));
    user.awaitCell(id, "target", "1.2.3");

    var reports = device.signIn(id);
    reports
        .post("/device/v1/report", Samples.report(1, Phase.PROVING, Optional.of(release.id())))
        .expect(204);
    user.awaitCell(id, "state", "proving health");
    user.awaitCell(id, "running", "1.2.3");
    user.awaitCell(id, "services", "web");
    assertThat(page.text(DashboardUser.row(id) + " .col-healthy")).doesNotContain("1.2.3");

    reports.post("/device/v1/report", Samples.settled(2, release.id())).expect(204);
    user.awaitCell(id, "state", "settled");
    user.awaitCell(id, "healthy", "1.2.3");
    page.awaitText(".facts", "1 device");
  }

  private static void assertTheTokenStaysHere(DashboardUser user) {
    var token = user.token();
    assertThat(token).isNotEmpty();
    assertThat(user.page().requests())
        .isNotEmpty()
        .allMatch(address -> address.startsWith(user.api().address().toString()))
        .noneMatch(address -> address.contains(token));
  }
}
