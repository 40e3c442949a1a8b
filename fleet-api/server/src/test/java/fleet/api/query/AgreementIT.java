package fleet.api.query;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.api.TestDatabase;
import fleet.api.db.Database;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A query means the same in PostgreSQL as it is said to mean. */
class AgreementIT {
  private static final int DEVICES = 200;
  private static final int QUERIES = 400;
  private static TestDatabase postgres;
  private static Database database;

  @BeforeAll
  static void start() {
    postgres = TestDatabase.migrated();
    database = new Database(postgres.source());
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void the_database_finds_the_devices_that_a_query_means() {
    var random = new Random(7);
    var devices = new RandomDevices(random).store(database, DEVICES);
    var queries = new RandomQueries(random, devices);
    var now = RandomDevices.NOW;
    var mixed = 0;
    for (var round = 0; round < QUERIES; round++) {
      var text = queries.next();
      var query = Query.parse(text);
      var meant =
          devices.stream()
              .filter(device -> new InMemory(now).matches(query, device))
              .map(Facts::id)
              .collect(Collectors.toSet());
      assertThat(found(Condition.of(query.withGroups(Query.Member::new), now)))
          .as(text)
          .isEqualTo(meant);
      mixed += meant.isEmpty() || meant.size() == DEVICES ? 0 : 1;
    }
    assertThat(mixed).as("queries that tell devices apart").isGreaterThan(QUERIES / 2);
  }

  @Test
  void the_database_orders_versions_as_we_do() {
    var random = new Random(8);
    for (var round = 0; round < 500; round++) {
      var version = RandomDevices.version(random);
      assertThat(orderInDatabase(version))
          .as(version)
          .isEqualTo(VersionOrder.of(version).map(order -> List.of(order.key())).orElse(List.of()));
    }
  }

  private static List<String> orderInDatabase(String version) {
    return database.call(tx ->
        tx.handle()
            .createQuery("select key from api.version_order(:version) key where key is not null")
            .bind("version", version)
            .mapTo(String.class)
            .list());
  }

  private static Set<UUID> found(Condition condition) {
    return database.call(tx -> {
      var query =
          tx.handle()
              .createQuery(
                  "select d.id from api.devices d "
                      + "left join api.device_states s on s.device = d.id where "
                      + condition.sql());
      for (var place = 0; place < condition.values().size(); place++) {
        query.bind(Condition.name(place), condition.values().get(place));
      }
      return query.mapTo(UUID.class).set();
    });
  }
}
