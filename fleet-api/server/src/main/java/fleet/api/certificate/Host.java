package fleet.api.certificate;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** By what a server is called: a DNS name, or an address. */
public sealed interface Host {
  /** A name such as {@code fleet.example.org}, in lower case. */
  record Name(String name) implements Host {
    private static final Pattern LABELS =
        Pattern.compile("(?!-)[a-z0-9-]{1,63}(?<!-)(\\.(?!-)[a-z0-9-]{1,63}(?<!-))*");
    private static final int MAX_CHARS = 253;

    public Name {
      if (name.length() > MAX_CHARS || !LABELS.matcher(name).matches()) {
        throw new IllegalArgumentException("'%s' is not a host name".formatted(name));
      }
    }

    @Override
    public byte[] der() {
      return Der.implicit(2, name.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** An address of either kind. */
  record Address(InetAddress address) implements Host {
    @Override
    public byte[] der() {
      return Der.implicit(7, address.getAddress());
    }
  }

  /**
   * Reads a name or an address, and looks nothing up.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static Host parse(String text) {
    try {
      return new Address(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return new Name(text.toLowerCase(Locale.ROOT));
    }
  }

  /** As a {@code GeneralName} (RFC 5280, 4.2.1.6). */
  byte[] der();
}
