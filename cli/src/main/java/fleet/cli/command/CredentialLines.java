package fleet.cli.command;

import fleet.cli.credential.CredentialException;
import fleet.cli.credential.ServerUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What git tells a credential helper: {@code protocol=https}, {@code host=HOST:PORT}, perhaps
 * {@code username=} and {@code password=}, a line each up to an empty one (git-credential).
 */
record CredentialLines(Map<String, String> values) {
  private static final int MOST = 1_000;

  CredentialLines {
    values = Map.copyOf(values);
  }

  static CredentialLines read(InputStream in) {
    try {
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      var values = new HashMap<String, String>();
      for (var line = lines.readLine();
          line != null && !line.isEmpty() && values.size() < MOST;
          line = lines.readLine()) {
        var sign = line.indexOf('=');
        if (sign > 0) {
          values.put(line.substring(0, sign), line.substring(sign + 1));
        }
      }
      return new CredentialLines(values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whom it is for; absent when it is none that could be a server of ours. */
  Optional<URI> server() {
    try {
      return value("protocol")
          .flatMap(protocol -> value("host").map(host -> protocol + "://" + host))
          .map(ServerUrl::parse);
    } catch (CredentialException e) {
      return Optional.empty();
    }
  }

  Optional<String> user() {
    return value("username");
  }

  /** Says whether it may be this user's: git names nobody, or them. */
  boolean isOpenTo(String name) {
    return user().filter(wanted -> !wanted.equals(name)).isEmpty();
  }

  Optional<String> password() {
    return value("password");
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }
}
