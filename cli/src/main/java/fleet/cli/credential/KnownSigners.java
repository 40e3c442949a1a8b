package fleet.cli.credential;

import fleet.contract.identity.FleetName;
import fleet.contract.trust.Signers;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who signs the releases of each fleet besides the server, as this user believes it: {@code
 * known_signers.json} in the user's configuration folder. The first ones seen are believed, and
 * from then on what follows from them.
 */
public final class KnownSigners {
  /** In the file: by the server's URL and the fleet. */
  record Kept(Map<URI, Map<FleetName, Signers>> servers) {
    Kept {
      servers = Map.copyOf(servers);
    }

    Map<FleetName, Signers> of(URI server) {
      return servers.getOrDefault(server, Map.of());
    }
  }

  private final OwnFile<Kept> file;

  /** The file of the user whose environment this is. */
  public KnownSigners(Map<String, String> environment) {
    this.file =
        new OwnFile<>(
            OwnFile.folder(environment).resolve("known_signers.json"),
            Kept.class,
            new Kept(Map.of()),
            "the known signers",
            "remove that file; the next look believes what it sees");
  }

  /** Who is believed of the fleet; nobody before the first look. */
  public Optional<Signers> of(URI server, FleetName fleet) {
    return Optional.ofNullable(file.read().of(server).get(fleet));
  }

  /** From now on these are believed of their fleet. */
  public void keep(URI server, Signers signers) {
    var kept = file.read();
    var fleets = new HashMap<>(kept.of(server));
    if (!signers.equals(fleets.put(signers.fleet(), signers))) {
      write(kept, server, fleets);
    }
  }

  /** The next look at the fleet is the first one. */
  public void forget(URI server, FleetName fleet) {
    var kept = file.read();
    var fleets = new HashMap<>(kept.of(server));
    fleets.remove(fleet);
    write(kept, server, fleets);
  }

  private void write(Kept kept, URI server, Map<FleetName, Signers> fleets) {
    var servers = new HashMap<>(kept.servers());
    servers.put(server, fleets);
    file.write(new Kept(servers));
  }
}
