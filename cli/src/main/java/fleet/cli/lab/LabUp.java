package fleet.cli.lab;

import fleet.cli.command.Command;
import fleet.cli.command.CommandFailure;
import fleet.cli.command.ExitCode;
import fleet.cli.command.Shell;
import fleet.cli.machine.Folders;
import fleet.cli.machine.MachineException;
import fleet.cli.machine.ProcessRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code fleet lab up}: a lab that stays, and the variables that tests find it by. */
final class LabUp implements Command {
  private static final int MODERN = 26;

  @Option(names = "--devices", paramLabel = "N", description = "How many device hosts (1).")
  private int devices = 1;

  @Option(
      names = "--engine",
      paramLabel = "VERSION",
      description = "Also a builder of version 26, with containerd's image store.")
  private @Nullable Integer engine;

  @Option(names = "--env", description = "Print shell lines for 'eval', and nothing else.")
  private boolean environment;

  private final Shell shell;

  LabUp(Shell shell) {
    this.shell = shell;
  }

  @Override
  public ExitCode run() {
    if (devices < 0 || devices > LabNames.MAX_DEVICES) {
      throw CommandFailure.usage(
          "a lab has 0 to %d devices".formatted(LabNames.MAX_DEVICES), "fleet lab up --devices 2");
    }
    if (engine != null && engine != MODERN) {
      throw CommandFailure.usage("--engine knows only 26", "fleet lab up --engine 26");
    }
    var cache = Folders.cache(shell.environment());
    try (var lab = new Lab(cache, devices, engine != null)) {
      shell.terminal().progress("starting engines");
      lab.start();
      shell.terminal().progress("preparing base images");
      var lines = lines(lab, new BusyboxBases(cache).prepare());
      lab.detach(caller());
      shell.terminal().print(lines);
      return ExitCode.DONE;
    } catch (MachineException e) {
      throw e.asCommandFailure();
    }
  }

  /** The shell that will use it. */
  private static Optional<ProcessRef> caller() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid).flatMap(ProcessRef::find);
  }

  private List<String> lines(Lab lab, Path bases) {
    var lines = new ArrayList<String>();
    lines.add(line(LabDown.VARIABLE, lab.number()));
    lines.add(line("FLEET_TEST_BUILD_ENGINE", lab.builder().uri()));
    lab.modern().ifPresent(it -> lines.add(line("FLEET_TEST_MODERN_ENGINE", it.uri())));
    lines.add(line("FLEET_TEST_HOST_ADDRESS", lab.hostAddress()));
    lines.add(line("FLEET_TEST_BASES", bases));
    for (var number = 1; number <= lab.devices().size(); number++) {
      var device = lab.devices().get(number - 1);
      var which = number == 1 ? "DEVICE" : "DEVICE" + number;
      lines.add(line("FLEET_TEST_%s_ENGINE".formatted(which), device.engine().uri()));
      lines.add(line("FLEET_TEST_%s_NETNS".formatted(which), device.namespace()));
    }
    return lines;
  }

  private String line(String name, Object value) {
    return (environment ? "export " : "") + name + "=" + value;
  }
}
