package fleet.api.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.api.browser.Chromium;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. */
class DashboardIT {
  @Test
  void it_asks_who_is_there_and_breaks_no_policy(@TempDir Path profile) throws Exception {
    try (var server = new ServedDashboard(Dashboard.load());
        var browser = Chromium.start(profile);
        var page = browser.newPage()) {
      page.open(server.at("/"));
      page.awaitText("h1", "Fleet");
      page.awaitTrue("document.activeElement.name === 'user'");
      assertThat(page.complaints()).isEmpty();
    }
  }
}
