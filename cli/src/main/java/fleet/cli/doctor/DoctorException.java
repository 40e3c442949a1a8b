package fleet.cli.doctor;

import fleet.cli.machine.MachineException;

/** A remedy could not be applied. */
public final class DoctorException extends MachineException {
  private static final long serialVersionUID = 1L;

  DoctorException(String message) {
    super(message, "");
  }
}
