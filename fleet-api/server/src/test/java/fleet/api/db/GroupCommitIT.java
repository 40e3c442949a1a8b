package fleet.api.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fleet.api.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // set before each test
class GroupCommitIT {
  private static final int MANY = 2_000;

  private static TestDatabase postgres;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Database database;

  @BeforeAll
  static void startPostgres() {
    postgres = TestDatabase.empty();
  }

  @AfterAll
  static void stopPostgres() {
    postgres.close();
  }

  @BeforeEach
  void makeTable() {
    database = new Database(postgres.source());
    database.run(tx ->
        tx.handle()
            .execute(
                "drop table if exists said; create table said (key int, value text not null, "
                    + "number bigint generated always as identity, tx xid8 default pg_current_xact_id())"));
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void values_that_come_while_others_are_written_share_transactions() throws Exception {
    var group = new GroupCommit<Integer, String, String>(this::insert);

    var answers = new ArrayList<Future<String>>();
    for (var key = 0; key < MANY; key++) {
      answers.add(threads.submit(write(group, key, "v" + key)));
    }

    for (var key = 0; key < MANY; key++) {
      assertThat(answers.get(key).get()).isEqualTo("wrote v" + key);
    }
    assertThat(count("count(*)")).isEqualTo(MANY);
    assertThat(count("count(distinct tx)")).isLessThan(MANY);
  }

  @Test
  void a_value_is_there_when_the_call_returns() {
    var group = new GroupCommit<Integer, String, String>(this::insert);

    for (var key = 0; key < 20; key++) {
      var _ = group.write(key, "value");

      assertThat(count("count(*)")).isEqualTo(key + 1);
    }
  }

  @Test
  void values_of_one_key_are_written_in_their_order_each_in_a_transaction_of_its_own()
      throws Exception {
    var first = new CountDownLatch(1);
    var group = held(first);
    var answers = new ArrayList<Future<String>>();
    for (var place = 0; place < 10; place++) {
      answers.add(threads.submit(write(group, 7, "v" + place)));
      var waiting = place + 1;
      await().until(() -> group.waiting() == waiting - 1);
    }

    first.countDown();
    for (var answer : answers) {
      assertThat(answer.get()).startsWith("wrote");
    }

    List<String> written =
        database.call(tx ->
            tx.handle()
                .createQuery("select value from said order by number")
                .mapTo(String.class)
                .list());
    assertThat(written).isEqualTo(IntStream.range(0, 10).mapToObj(place -> "v" + place).toList());
    assertThat(count("count(distinct tx)")).isEqualTo(10);
  }

  @Test
  void a_value_that_cannot_be_written_stands_in_the_way_of_no_other() throws Exception {
    var first = new CountDownLatch(1);
    var group = held(first);
    var good = new ArrayList<Future<String>>();
    good.add(threads.submit(write(group, 0, "first")));
    await().until(() -> group.waiting() == 0);
    var bad = threads.submit(write(group, 1, "no\0good"));
    for (var key = 2; key < 20; key++) {
      good.add(threads.submit(write(group, key, "v" + key)));
    }
    await().until(() -> group.waiting() == 19);

    first.countDown();

    for (var answer : good) {
      assertThat(answer.get()).startsWith("wrote");
    }
    assertThatThrownBy(bad::get).hasMessageContaining("invalid byte sequence");
    assertThat(count("count(*)")).isEqualTo(19);
  }

  private static Callable<String> write(
      GroupCommit<Integer, String, String> group, int key, String value) {
    return () -> group.write(key, value).orElseThrow();
  }

  private Map<Integer, String> insert(Map<Integer, String> values) {
    return database.call(tx -> insert(tx, values));
  }

  private static Map<Integer, String> insert(Tx tx, Map<Integer, String> values) {
    var answers = new HashMap<Integer, String>();
    values.forEach((key, value) -> {
      tx.handle().execute("insert into said (key, value) values (?, ?)", key, value);
      answers.put(key, "wrote " + value);
    });
    return answers;
  }

  /** Writes only when the latch is open. */
  private GroupCommit<Integer, String, String> held(CountDownLatch latch) {
    return new GroupCommit<>(values -> {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return insert(values);
    });
  }

  private int count(String what) {
    return database.call(
        tx -> tx.handle().createQuery("select " + what + " from said").mapTo(Integer.class).one());
  }
}
