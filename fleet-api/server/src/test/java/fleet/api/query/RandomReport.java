package fleet.api.query;

import fleet.api.db.Tx;
import fleet.contract.device.Phase;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** What a device says of itself, as far as queries look. */
record RandomReport(Phase phase, boolean failed, List<String> services) {
  private static final List<String> SERVICES =
      List.of(
          "{\"state\": \"RUNNING\", \"health\": \"NONE\"}",
          "{\"state\": \"RUNNING\", \"health\": \"HEALTHY\"}",
          "{\"state\": \"RUNNING\", \"health\": \"STARTING\"}",
          "{\"state\": \"EXITED\", \"health\": \"NONE\"}",
          "{\"state\": \"RUNNING\", \"health\": \"UNHEALTHY\"}",
          "{\"state\": \"RESTARTING\", \"health\": \"NONE\"}");

  static RandomReport of(Random random) {
    var phases = Phase.values();
    var services =
        random.ints(random.nextInt(3), 0, SERVICES.size()).mapToObj(SERVICES::get).toList();
    return new RandomReport(
        phases[random.nextInt(phases.length)], random.nextInt(3) == 0, services);
  }

  boolean degraded() {
    return services.contains(SERVICES.get(4)) || services.contains(SERVICES.get(5));
  }

  void insert(Tx tx, UUID device) {
    var document =
        "{\"phase\": \"%s\"%s, \"services\": [%s]}"
            .formatted(phase, failed ? ", \"failure\": {}" : "", String.join(", ", services));
    tx.handle()
        .execute(
            "insert into api.device_reports (device, report) values (?, cast(? as jsonb))",
            device,
            document);
  }
}
