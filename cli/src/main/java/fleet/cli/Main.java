package fleet.cli;

import fleet.cli.command.CommandRunner;
import fleet.cli.command.OperatorCommands;
import fleet.cli.command.Section;
import fleet.cli.command.Shell;
import fleet.cli.demo.DemoCommand;
import fleet.cli.doctor.DoctorCommand;
import fleet.cli.lab.LabCommands;
import fleet.cli.measure.Measure;
import fleet.cli.server.ServerCommands;
import fleet.cli.simulate.SimulateCommand;
import java.util.ArrayList;
import java.util.List;

/** Starts {@code fleet}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    var runner = new CommandRunner(commands(), Shell.ofProcess());
    System.exit(runner.run(List.of(arguments)).code());
  }

  private static List<Section> commands() {
    var sections = new ArrayList<Section>(OperatorCommands.sections());
    sections.add(new Section("Server", ServerCommands.nodes()));
    sections.add(
        new Section(
            "This machine",
            List.of(
                DemoCommand.node(),
                DoctorCommand.node(),
                LabCommands.group(),
                SimulateCommand.node(),
                Measure.node())));
    return sections;
  }
}
