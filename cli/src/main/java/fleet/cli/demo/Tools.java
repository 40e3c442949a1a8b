package fleet.cli.demo;

import fleet.cli.command.Shell;
import fleet.cli.doctor.Doctor;
import fleet.cli.doctor.Finding;
import fleet.cli.doctor.Purpose;
import fleet.cli.doctor.Remedies;
import fleet.cli.machine.Folders;
import fleet.cli.machine.MachineException;
import java.util.stream.Collectors;

/** Gives the machine what the demo needs; whoever starts it as root agreed to that. */
final class Tools {
  private Tools() {}

  static void require(Shell shell, Steps steps) {
    var doctor = new Doctor(shell.environment());
    var remedies = Doctor.remedies(doctor.examine(Purpose.DEMO));
    if (!remedies.isEmpty() && Folders.isRoot()) {
      remedies.forEach(remedy -> steps.line(remedy.describe()));
      Remedies.apply(remedies);
    }
    var missing =
        doctor.examine(Purpose.DEMO).stream()
            .filter(finding -> !finding.good())
            .map(Finding::name)
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new MachineException(
          "this machine lacks " + missing, "sudo bin/fleet doctor --install");
    }
  }
}
