package fleet.cli.server.postgres;

import fleet.cli.machine.MachineException;

/** The database could not be started, reached or stopped. */
public final class PostgresException extends MachineException {
  private static final long serialVersionUID = 1L;

  PostgresException(String message, String hint) {
    super(message, hint);
  }

  PostgresException(String message, String hint, Throwable cause) {
    super(message, hint, cause);
  }
}
