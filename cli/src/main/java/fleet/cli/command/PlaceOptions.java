package fleet.cli.command;

import fleet.contract.identity.DeviceName;
import fleet.contract.preregistration.NewPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that describe a device that is expected, or all of those that a file describes. */
final class PlaceOptions {
  private static final long MAX_FILE = 4L * 1024 * 1024;
  private static final int MAX_KEY_FILE = 4096;

  @Option(names = "--name", paramLabel = "NAME", description = "The name that it will have.")
  private @Nullable DeviceName name;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Of which type it will be; with --from, those that say none.")
  private @Nullable String type;

  @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "A tag; may be repeated.")
  private Map<String, String> tags = new LinkedHashMap<>();

  @Option(names = "--note", paramLabel = "TEXT", description = "What people should know of it.")
  private @Nullable String note;

  @Option(names = "--id", paramLabel = "UUID", description = "Its id; a random one if not said.")
  private @Nullable String id;

  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      description = "File with the device's public key; else a key for it alone is made.")
  private @Nullable Path publicKey;

  @Option(
      names = "--valid",
      paramLabel = "TIME",
      description =
          "How long it is expected, such as 30d; until it comes if not said. With --from, those"
              + " that do not say.")
  private @Nullable String valid;

  List<NewPlace> wanted(Shell shell, @Nullable Path file) {
    if (file == null) {
      return List.of(one(shell));
    }
    if (name != null || id != null || publicKey != null || note != null || !tags.isEmpty()) {
      throw CommandFailure.usage(
          "with --from, the file says it of each device", "leave --name, --id and such out");
    }
    var text = read(shell.folder().resolve(file), MAX_FILE);
    return CommandFailure.understood(
        () -> PlaceFile.read(text, Optional.ofNullable(type), Optional.ofNullable(valid)),
        "a line such as: name,type,tag.site");
  }

  private NewPlace one(Shell shell) {
    if (name == null) {
      throw CommandFailure.usage("say its name, or a file of many", "--name kitchen-pi");
    }
    var fields = new LinkedHashMap<String, String>();
    fields.put("name", name.toString());
    put(fields, "type", type);
    put(fields, "note", note);
    put(fields, "id", id);
    put(fields, "valid", valid);
    if (publicKey != null) {
      fields.put("public-key", read(shell.folder().resolve(publicKey), MAX_KEY_FILE).strip());
    }
    tags.forEach((key, value) -> fields.put(PlaceFile.TAG + key, value));
    return CommandFailure.understood(() -> PlaceFile.place(fields), "--tag site=berlin");
  }

  private static void put(Map<String, String> fields, String field, @Nullable String value) {
    if (value != null) {
      fields.put(field, value);
    }
  }

  private static String read(Path file, long most) {
    try {
      if (Files.size(file) > most) {
        throw CommandFailure.usage(file + " is larger than such a file is", "");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, "could not read " + file, "is it there, as UTF-8?");
    }
  }
}
