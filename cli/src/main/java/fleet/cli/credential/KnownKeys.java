package fleet.cli.credential;

import fleet.contract.trust.TrustedKeys;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The signing key of each server that this user believes: {@code known_keys.json} in the user's
 * configuration folder. Like OpenSSH's known hosts, the first one seen is believed.
 */
public final class KnownKeys {
  /** In the file: by the server's URL. */
  record Kept(Map<URI, TrustedKeys> servers) {
    Kept {
      servers = Map.copyOf(servers);
    }
  }

  private final OwnFile<Kept> file;

  /** The file of the user whose environment this is. */
  public KnownKeys(Map<String, String> environment) {
    this.file =
        new OwnFile<>(
            OwnFile.folder(environment).resolve("known_keys.json"),
            Kept.class,
            new Kept(Map.of()),
            "the known keys",
            "remove that file; the next look believes what it sees");
  }

  /** What is believed of this server; nothing before the first look. */
  public Optional<TrustedKeys> of(URI server) {
    return Optional.ofNullable(file.read().servers().get(server));
  }

  /** From now on this is believed of it. */
  public void keep(URI server, TrustedKeys keys) {
    var servers = new HashMap<>(file.read().servers());
    servers.put(server, keys);
    file.write(new Kept(servers));
  }
}
