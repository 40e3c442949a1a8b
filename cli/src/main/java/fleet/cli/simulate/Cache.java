package fleet.cli.simulate;

import fleet.cli.machine.OwnerOnlyFile;
import fleet.contract.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keeps identities and tokens, so that a second run need not register its devices again. */
record Cache(Path folder) {
  private static final String FILE = "devices.json";

  /**
   * What is kept.
   *
   * @param server that knows the devices; those of another one are of no use
   */
  private record Kept(String server, String fleet, List<Member> members) {}

  /** The devices of a fleet on a server; none at the first time. */
  List<Member> read(String server, String fleet) {
    return file(fleet)
        .read()
        .map(text -> Json.read(text, Kept.class))
        .filter(kept -> kept.server().equals(server) && kept.fleet().equals(fleet))
        .map(Kept::members)
        .orElse(List.of());
  }

  void write(String server, String fleet, List<Member> members) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("could not make " + folder, e);
    }
    file(fleet).write(Json.write(new Kept(server, fleet, members)));
  }

  private OwnerOnlyFile file(String fleet) {
    return new OwnerOnlyFile(folder.resolve(fleet + "-" + FILE));
  }
}
