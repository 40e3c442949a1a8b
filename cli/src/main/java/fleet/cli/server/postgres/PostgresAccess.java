package fleet.cli.server.postgres;

import fleet.cli.machine.OwnerOnlyFile;
import fleet.cli.machine.Ports;
import fleet.contract.Json;
import fleet.contract.identity.Secret;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the database is reached, in the shape of the file that remembers it.
 *
 * @param port on 127.0.0.1
 * @param passwords of each role
 */
record PostgresAccess(int port, Map<String, Secret> passwords) {
  PostgresAccess {
    passwords = Map.copyOf(passwords);
  }

  static Optional<PostgresAccess> read(OwnerOnlyFile file) {
    return file.read().map(text -> Json.read(text, PostgresAccess.class));
  }

  static PostgresAccess fresh() {
    return new PostgresAccess(Ports.anyFree(), Map.of());
  }

  PostgresAccess atPort(int other) {
    return new PostgresAccess(other, passwords);
  }

  /** The same with a password for each of these roles; those that are known stay. */
  PostgresAccess withRoles(Collection<String> roles) {
    var all = new HashMap<>(passwords);
    roles.forEach(role -> all.computeIfAbsent(role, _ -> Secret.random("")));
    return new PostgresAccess(port, all);
  }

  Secret password(String role) {
    return Optional.ofNullable(passwords.get(role))
        .orElseThrow(() -> new IllegalStateException("no database role " + role));
  }

  void write(OwnerOnlyFile file) {
    file.write(Json.write(this));
  }
}
