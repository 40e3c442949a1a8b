package fleet.cli.measure;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.cli.machine.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Single-row updates by pgbench, in a database that is asked for nothing else. */
record Pgbench(Program program, Path script) {
  private static final String DATABASE = "postgres";
  private static final String OWNER = "fleet";
  private static final Pattern RATE = Pattern.compile("(?m)^tps = ([0-9.]+)");
  private static final String UPDATE =
      """
      \\set aid random(1, 100000)
      UPDATE pgbench_accounts SET abalance = abalance + 1 WHERE aid = :aid;
      """;

  /**
   * Makes its tables.
   *
   * @param access {@code {port, passwords}}
   */
  static Pgbench in(Path folder, JsonNode access) {
    var script = folder.resolve("update.sql");
    try {
      Files.writeString(script, UPDATE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var program =
        Program.of(
                "pgbench",
                "--host=127.0.0.1",
                "--port=" + access.path("port").asInt(),
                "--username=" + OWNER)
            .with("PGPASSWORD", access.path("passwords").path(OWNER).asText());
    var pgbench = new Pgbench(program, script);
    pgbench.run("--initialize", "--quiet", "--scale=1", DATABASE);
    return pgbench;
  }

  /** Updates in a second, by so many clients at once. */
  double perSecond(int clients, int seconds) {
    var output =
        run(
            "--no-vacuum",
            "--protocol=prepared",
            "--client=" + clients,
            "--jobs=2",
            "--time=" + seconds,
            "--file=" + script,
            DATABASE);
    var rate = RATE.matcher(output);
    if (!rate.find()) {
      throw new IllegalStateException("pgbench says no rate: " + output);
    }
    return Double.parseDouble(rate.group(1));
  }

  private String run(String... more) {
    return program.and(more).output();
  }
}
