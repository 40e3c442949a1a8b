package fleet.builder.plan;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses.
 *
 * @param base its first address, as a number
 * @param bits how many of an address all of it share
 */
record Cidr(long base, int bits) {
  private static final Pattern SHAPE = Pattern.compile("([0-9.]{7,15})/([0-9]{1,2})");
  private static final Pattern OCTETS =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final int WIDTH = 32;
  private static final int LEAST_BITS = 8;
  private static final int MOST_BITS = 30;
  private static final int OCTET = 255;

  static Optional<Cidr> parse(String text) {
    var match = SHAPE.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    var bits = Integer.parseInt(match.group(2));
    return address(match.group(1))
        .filter(_ -> bits >= LEAST_BITS && bits <= MOST_BITS)
        .map(address -> new Cidr(address >> (WIDTH - bits) << (WIDTH - bits), bits));
  }

  /** An address as a number. */
  static Optional<Long> address(String text) {
    var match = OCTETS.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    var address = 0L;
    for (var group = 1; group <= match.groupCount(); group++) {
      var octet = Integer.parseInt(match.group(group));
      if (octet > OCTET) {
        return Optional.empty();
      }
      address = address << 8 | octet;
    }
    return Optional.of(address);
  }

  boolean contains(long address) {
    return address >> (WIDTH - bits) == base >> (WIDTH - bits);
  }

  boolean contains(Cidr other) {
    return other.bits >= bits && contains(other.base);
  }
}
