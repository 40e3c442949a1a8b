package fleet.builder.engine.address;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a Docker Engine listens. None holds a secret: those are in files. */
public sealed interface EngineAddress {
  /** A socket of this machine. */
  record Socket(Path path) implements EngineAddress {
    @Override
    public String toString() {
      return "unix://" + path;
    }
  }

  /** Without TLS, on this machine: whoever reaches an engine is root there. */
  record Plain(String host, int port) implements EngineAddress {
    @Override
    public String toString() {
      return "tcp://%s:%d".formatted(host, port);
    }
  }

  /**
   * Over TLS, each side with a certificate.
   *
   * @param certificates folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}, as the
   *     docker CLI has them
   */
  record Tls(String host, int port, Path certificates) implements EngineAddress {
    @Override
    public String toString() {
      return "tcp://%s:%d".formatted(host, port);
    }
  }

  /**
   * A socket of another machine, over its SSH server.
   *
   * @param who user and host, or the host alone, as {@code ssh} takes them
   * @param port absent for the usual one
   * @param socket path over there
   * @param config ssh's own file of options; absent for that of whoever runs the server
   * @param carried what it is to find on its own loopback, over the same connection
   */
  record Ssh(
      String who,
      Optional<Integer> port,
      String socket,
      Optional<Path> config,
      Optional<Carried> carried)
      implements EngineAddress {
    /** The same, with the registry of this machine brought to the same port over there. */
    public Ssh carrying(int registryPort) {
      var to = new Carried(registryPort, "127.0.0.1:" + registryPort);
      return new Ssh(who, port, socket, config, Optional.of(to));
    }

    @Override
    public String toString() {
      return "ssh://" + who + port.map(it -> ":" + it).orElse("") + socket;
    }
  }

  /** Says whether it is another machine's, for which {@code 127.0.0.1} is not ours. */
  default boolean isElsewhere() {
    return switch (this) {
      case Socket _, Plain _ -> false;
      case Tls tls -> !Loopback.is(tls.host());
      case Ssh ssh -> !Loopback.is(ssh.who().substring(ssh.who().indexOf('@') + 1));
    };
  }

  /** The name of one that nobody gave a name. */
  default String usualName() {
    return switch (this) {
      case Socket _ -> "local";
      case Plain plain -> hostName(plain.host());
      case Tls tls -> hostName(tls.host());
      case Ssh ssh -> hostName(ssh.who().substring(ssh.who().indexOf('@') + 1));
    };
  }

  /**
   * A port of loopback over there that leads here.
   *
   * @param to host and port, as this machine reaches it
   */
  record Carried(int port, String to) {}

  /**
   * The files by which an engine knows us, and we know it.
   *
   * @param certificates folder for one over TLS
   * @param sshConfig for one over SSH
   */
  record Files(Optional<Path> certificates, Optional<Path> sshConfig) {
    public static final Files NONE = new Files(Optional.empty(), Optional.empty());
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with one sentence
   */
  static EngineAddress parse(String text, Files files) {
    var uri = uri(text);
    var certificates = files.certificates();
    var scheme = Optional.ofNullable(uri.getScheme()).orElse("");
    if (certificates.isPresent() && !scheme.equals("tcp")) {
      throw new IllegalArgumentException(
          "certificates are for tcp:// engines, which '%s' is not".formatted(text));
    }
    if (files.sshConfig().isPresent() && !scheme.equals("ssh")) {
      throw new IllegalArgumentException(
          "ssh-config is for ssh:// engines, which '%s' is not".formatted(text));
    }
    return switch (scheme) {
      case "unix" -> socket(text, uri);
      case "tcp" -> overTcp(text, uri, certificates);
      case "ssh" -> overSsh(text, uri, files.sshConfig());
      default ->
          throw new IllegalArgumentException(
              "an engine is unix:///path, tcp://host:port or ssh://user@host, not '%s'"
                  .formatted(text));
    };
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'%s' is not the address of an engine".formatted(text), e);
    }
  }

  private static EngineAddress socket(String text, URI uri) {
    var path = Optional.ofNullable(uri.getPath()).orElse("");
    if (uri.getAuthority() != null || !path.startsWith("/") || path.equals("/")) {
      throw new IllegalArgumentException(
          "a socket is written unix:///path, with three slashes, not '%s'".formatted(text));
    }
    return new Socket(Path.of(path));
  }

  private static EngineAddress overTcp(String text, URI uri, Optional<Path> certificates) {
    var host = Optional.ofNullable(uri.getHost()).orElse("");
    var path = Optional.ofNullable(uri.getPath()).orElse("");
    if (host.isEmpty() || uri.getUserInfo() != null || path.length() > 1) {
      throw new IllegalArgumentException(
          "an engine over TCP is written tcp://host:port, not '%s'".formatted(text));
    }
    if (certificates.isPresent()) {
      return new Tls(host, port(uri, 2376), certificates.get());
    }
    if (!Loopback.is(host)) {
      throw new IllegalArgumentException(
          "%s is another machine's: without TLS everybody on the way is root there (certificates=FOLDER with ca.pem, cert.pem, key.pem)"
              .formatted(text));
    }
    return new Plain(host, port(uri, 2375));
  }

  private static EngineAddress overSsh(String text, URI uri, Optional<Path> config) {
    var who = Pattern.compile("(?:[A-Za-z0-9_][A-Za-z0-9_.-]*@)?[A-Za-z0-9][A-Za-z0-9_.-]*");
    var authority = Optional.ofNullable(uri.getAuthority()).orElse("");
    var colon = authority.indexOf(':', authority.indexOf('@') + 1);
    var name = colon < 0 ? authority : authority.substring(0, colon);
    if (!who.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "an engine over SSH is written ssh://user@host:port, without a password, not '%s'"
              .formatted(text.replaceAll("//[^/@]*@", "//...@")));
    }
    var path = Optional.ofNullable(uri.getPath()).orElse("");
    if (path.contains(":")) {
      throw new IllegalArgumentException("'%s' is not the path of a socket".formatted(path));
    }
    return new Ssh(
        name,
        colon < 0 ? Optional.empty() : Optional.of(port(text, authority.substring(colon + 1))),
        path.length() > 1 ? path : "/var/run/docker.sock",
        config,
        Optional.empty());
  }

  private static int port(URI uri, int usual) {
    return uri.getPort() < 0 ? usual : port(uri.toString(), Integer.toString(uri.getPort()));
  }

  private static int port(String text, String digits) {
    if (!Pattern.matches("[1-9]\\d{0,4}", digits) || Integer.parseInt(digits) > 65_535) {
      throw new IllegalArgumentException("'%s' names no port".formatted(text));
    }
    return Integer.parseInt(digits);
  }

  /** What can be a name of it. */
  private static String hostName(String host) {
    var name = host.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return name.replaceAll("^-|-$", "");
  }
}
