package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.api.browser.BrowserPage;
import fleet.contract.operator.SignIn;

/** A person who has one page of a browser open at the dashboard. */
record DashboardUser(RunningApi api, BrowserPage page) {
  private static final String SESSION = "JSON.parse(sessionStorage['fleet.session'])";

  /** Comes in without touching a mouse. */
  void signIn(SignIn person) {
    page.open(api.address().resolve("/"));
    page.awaitTrue("document.activeElement?.name === 'user'");
    page.type(person.user().value());
    page.press("Tab");
    page.type(person.password().reveal());
    page.press("Enter");
  }

  /** Signs in as whom the first start made, and waits until the page is live. */
  void signIn() {
    signIn(api.admin());
    awaitConnection("live");
  }

  void goTo(String view) {
    page.open(api.address().resolve("/#/" + view));
  }

  /** The token that the page keeps. */
  String token() {
    return page.evaluate(SESSION + ".token").asText();
  }

  boolean isSignedOut() {
    return page.evaluate("sessionStorage.length === 0").asBoolean();
  }

  void awaitConnection(String state) {
    page.awaitTrue("document.querySelector('[data-connection=%s]') !== null".formatted(state));
  }

  /** Waits until a cell of the row with this id shows a text. */
  void awaitCell(Object row, String column, String text) {
    page.awaitText("%s .col-%s".formatted(row(row), column), text);
  }

  /** The selector of a table's row. */
  static String row(Object id) {
    return "tr[data-row='%s']".formatted(id);
  }

  /** Leaves something on the page that a reload would take away. */
  void mark() {
    page.evaluate("window.marked = true");
  }

  void assertNeverReloaded() {
    assertThat(page.evaluate("window.marked === true").asBoolean()).isTrue();
  }
}
