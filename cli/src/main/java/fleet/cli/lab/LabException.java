package fleet.cli.lab;

import fleet.cli.machine.MachineException;

/** A lab could not be set up. */
public final class LabException extends MachineException {
  private static final long serialVersionUID = 1L;

  LabException(String message, String hint) {
    super(message, hint);
  }
}
