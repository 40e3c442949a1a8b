package fleet.cli.server.backup;

import fleet.cli.machine.MachineException;

/** A backup could not be made or brought back, with one sentence and perhaps what to do now. */
public final class BackupException extends MachineException {
  private static final long serialVersionUID = 1L;

  BackupException(String sentence, String hint) {
    super(sentence, hint);
  }

  BackupException(String sentence, String hint, Throwable cause) {
    super(sentence, hint, cause);
  }

  static BackupException damaged() {
    return new BackupException(
        "the file is no whole backup: it was cut off, or changed", "take another one");
  }
}
