package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import fleet.contract.Json;
import fleet.contract.access.PasswordReset;
import fleet.contract.access.SignInView;
import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Page;
import fleet.contract.operator.Role;
import fleet.contract.operator.SignIn;
import fleet.contract.operator.SignedIn;
import fleet.contract.problem.ProblemCode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sign-ins: listed, ended, and refused for a while after too many wrong passwords. */
class SignInsIT {
  private RunningApi api;

  @BeforeEach
  void start() {
    api = RunningApi.alone();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void sign_ins_are_listed_with_where_they_come_from_and_end_at_once() throws IOException {
    var here = api.asNew("ann", Role.VIEWER);
    var signIn = new SignIn(UserName.parse("ann"), Secret.of("correct horse ann"));
    var token = api.anybody().post("/api/v1/login", signIn).as(SignedIn.class).token();
    var there = api.as(token);
    var listed = here.get("/api/v1/sign-ins").expect(200);
    assertThat(listed.text()).doesNotContain(token.reveal());
    var open = signIns(listed);
    assertThat(open).hasSize(2).extracting(SignInView::address).containsOnly("127.0.0.1");
    assertThat(open).extracting(SignInView::agent).allMatch(agent -> agent.startsWith("Java-http"));
    assertThat(open).filteredOn(SignInView::current).hasSize(1);
    var other = open.stream().filter(view -> !view.current()).findFirst().orElseThrow();

    var bob = api.asNew("bob", Role.DEVELOPER);
    bob.delete("/api/v1/sign-ins/" + other.id()).expect(404);
    bob.delete("/api/v1/sign-ins/" + other.id() + "?user=ann").expect(403);
    bob.get("/api/v1/sign-ins?user=ann").expect(403);
    there.get("/api/v1/me").expect(200);

    here.delete("/api/v1/sign-ins/" + other.id()).expect(204);
    there.get("/api/v1/me").expect(401);
    here.delete("/api/v1/sign-ins/" + other.id()).expect(404);
    here.delete("/api/v1/sign-ins/nothing").expect(400);

    var left = signIns(api.asAdmin().get("/api/v1/sign-ins?user=ann").expect(200));
    assertThat(left).hasSize(1).noneMatch(SignInView::current);
    api.asAdmin().delete("/api/v1/sign-ins/" + left.getFirst().id() + "?user=ann").expect(204);
    here.get("/api/v1/me").expect(401);
  }

  @Test
  void too_many_wrong_passwords_lock_a_name_out_on_every_node_until_an_owner_lifts_it() {
    api.asNew("eve", Role.VIEWER).get("/api/v1/me").expect(200);
    fail("eve");
    fail("nobody-has-this-name");
    var refused = signIn("eve", "correct horse eve").expect(429);
    assertThat(refused.problem().code()).isEqualTo(ProblemCode.TOO_MANY_REQUESTS);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    var unknown = signIn("nobody-has-this-name", "correct horse eve").expect(429);
    assertThat(unknown.problem().message()).isEqualTo(refused.problem().message());

    api.restart();
    signIn("eve", "correct horse eve").expect(429);
    assertThat(api.asAdmin().get("/api/v1/lock-outs").expect(200).text())
        .contains("\"eve\"", "\"nobody-has-this-name\"")
        .doesNotContain("127.0.0.1");
    api.asNew("mallory", Role.DEVELOPER).delete("/api/v1/lock-outs?user=eve").expect(403);
    assertThat(api.database().audited("user.lock-out")).contains("eve user");
    assertThat(api.database().audited("user.sign-in-failed"))
        .containsOnlyOnce("eve")
        .doesNotContain("nobody-has-this-name");

    api.asAdmin().delete("/api/v1/lock-outs?user=eve").expect(204);
    signIn("eve", "correct horse eve").expect(200);
    api.asAdmin().delete("/api/v1/lock-outs?user=eve").expect(404);
    api.asAdmin().delete("/api/v1/lock-outs").expect(400);
  }

  @Test
  void a_right_password_forgets_the_wrong_ones_before_it() {
    api.asNew("gil", Role.VIEWER).get("/api/v1/me").expect(200);
    for (var round = 0; round < 3; round++) {
      for (var wrong = 0; wrong < 9; wrong++) {
        signIn("gil", "wrong horse").expect(401);
      }
      signIn("gil", "correct horse gil").expect(200);
    }
    assertThat(api.database().audited("user.sign-in-failed")).filteredOn("gil"::equals).hasSize(3);
  }

  @Test
  void a_new_password_is_not_kept_out_by_guesses_of_the_former() {
    api.asNew("hal", Role.VIEWER);
    fail("hal");
    signIn("hal", "correct horse hal").expect(429);
    var reset = new PasswordReset(Secret.of("battery staple"));
    api.asAdmin().put("/api/v1/users/hal/password", reset).expect(204);
    signIn("hal", "battery staple").expect(200);
  }

  @Test
  void an_address_that_tries_many_names_is_locked_out_but_whoever_is_in_stays() {
    var fay = api.asNew("fay", Role.VIEWER);
    for (var name = 0; name < 100; name++) {
      signIn("guess-" + name, "wrong horse").expect(401);
    }
    signIn("fay", "correct horse fay").expect(429);
    fay.get("/api/v1/me").expect(200);
    assertThat(api.asAdmin().get("/api/v1/lock-outs").text())
        .contains("\"address\"", "\"127.0.0.1\"");
    api.asAdmin().delete("/api/v1/lock-outs?address=127.0.0.1").expect(204);
    signIn("fay", "correct horse fay").expect(200);
  }

  private void fail(String name) {
    for (var wrong = 0; wrong < 10; wrong++) {
      assertThat(signIn(name, "wrong horse").expect(401).problem().message())
          .isEqualTo("name and password do not fit");
    }
  }

  private Caller.Reply signIn(String name, String password) {
    return api.anybody()
        .post("/api/v1/login", new SignIn(UserName.parse(name), Secret.of(password)));
  }

  private static List<SignInView> signIns(Caller.Reply reply) throws IOException {
    return Json.mapper().readValue(reply.text(), new TypeReference<Page<SignInView>>() {}).items();
  }
}
