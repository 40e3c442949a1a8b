package fleet.cli.command;

import java.util.List;
import java.util.Optional;

/**
 * The words after the device, told apart by the {@code --} between them.
 *
 * @param landing where to land, when said
 * @param remote what to run; empty for a shell
 */
record SshArguments(Optional<String> landing, List<String> remote) {
  /**
   * @param words all positional words after the device
   * @param typed the command line as typed, with its {@code --}
   */
  static SshArguments of(List<String> words, List<String> typed) {
    var dashes = typed.indexOf("--");
    var remoteCount = dashes < 0 ? 0 : typed.size() - dashes - 1;
    var before = words.subList(0, Math.max(0, words.size() - remoteCount));
    if (before.size() > 1) {
      throw CommandFailure.usage(
          "'%s' is neither a device nor a service".formatted(before.get(1)),
          "a command to run comes after --, such as: fleet ssh kitchen-pi web -- uname -m");
    }
    return new SshArguments(
        before.stream().findFirst(), List.copyOf(words.subList(before.size(), words.size())));
  }
}
