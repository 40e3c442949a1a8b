package fleet.cli.command;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The browser of whoever sits at this machine. */
final class Browser {
  private Browser() {}

  /** Opens an address, and says whether there was something to open it with. */
  static boolean open(URI address, Map<String, String> environment) {
    return program(environment).filter(program -> start(program, address)).isPresent();
  }

  /** As the user says, else as the desktop does; nothing where there is no screen. */
  private static Optional<String> program(Map<String, String> environment) {
    var chosen = Optional.ofNullable(environment.get("BROWSER")).filter(text -> !text.isBlank());
    if (chosen.isPresent()) {
      return chosen;
    }
    if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac")) {
      return Optional.of("open");
    }
    return environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY")
        ? Optional.of("xdg-open")
        : Optional.empty();
  }

  private static boolean start(String program, URI address) {
    try {
      new ProcessBuilder(program, address.toString())
          .redirectInput(Redirect.from(new File("/dev/null")))
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
