package fleet.cli.command;

import fleet.cli.output.Terminal;

/** How the line looks that makes a machine a device. */
final class InstallText {
  private InstallText() {}

  static void show(Terminal terminal, String install) {
    terminal.print("on the device, as root (the key is not shown again):");
    install.lines().forEach(line -> terminal.print("  " + line));
    if (install.contains("http://127.")) {
      terminal.say("this server answers on its own machine only, so no other can become a device");
      terminal.say("  hint: fleet up --listen ADDRESS opens it on an address of your network");
    }
  }
}
