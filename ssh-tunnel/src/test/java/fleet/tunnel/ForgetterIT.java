package fleet.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.contract.identity.SessionId;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the gateway still knows after a while, on a real database. */
@SuppressWarnings("NullAway.Init") // set before all tests
class ForgetterIT {
  private static TunnelStack stack;

  @BeforeAll
  static void start() throws IOException {
    stack = new TunnelStack("127.0.0.1");
  }

  @AfterAll
  static void stop() throws IOException {
    stack.close();
  }

  @Test
  void addresses_are_emptied_after_a_month_or_with_their_person_and_rows_go_after_a_year() {
    var first = SessionId.random();
    var second = SessionId.random();
    passed(SessionId.random(), "29 days", "192.0.2.1");
    passed(SessionId.random(), "31 days", "192.0.2.2");
    passed(SessionId.random(), "366 days", "192.0.2.3");
    passed(first, "1 hour", "192.0.2.4");
    passed(second, "1 hour", "192.0.2.5");
    certified("364 days");
    certified("366 days");
    stack.api().erase(first);
    stack.api().erase(second);

    stack.restart();

    await()
        .untilAsserted(() -> {
          assertThat(strings("select client_address from tunnel.sessions order by 1"))
              .containsExactly("", "", "", "192.0.2.1");
          assertThat(strings("select key_id from tunnel.certificates")).containsExactly("364");
        });
  }

  private static void passed(SessionId permit, String ago, String address) {
    stack
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                """
                insert into tunnel.sessions
                  (id, permit, device, landing, serial, client_address, opened_at)
                values (gen_random_uuid(), ?, gen_random_uuid(), 'web', 1, ?, now() - ?::interval)\
                """,
                permit.value(),
                address,
                ago));
  }

  private static void certified(String ago) {
    stack
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                """
                insert into tunnel.certificates
                  (kind, key_id, principals, device, public_key, issued_at, expires_at)
                values ('user', ?, '{}', gen_random_uuid(), '', now(), now() - ?::interval)\
                """,
                ago,
                ago));
  }

  private static List<String> strings(String query) {
    return stack.jdbi().withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
  }
}
