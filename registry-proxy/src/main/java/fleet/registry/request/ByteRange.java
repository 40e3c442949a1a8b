package fleet.registry.request;

import java.util.Optional;
import java.util.regex.Pattern;

/** The part of a blob that a client wants: one range of RFC 9110, section 14.1.2. */
public sealed interface ByteRange {
  Pattern SHAPE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** From there to the end. */
  record From(long start) implements ByteRange {}

  /** Both ends included; {@code end} is not before {@code start}. */
  record Between(long start, long end) implements ByteRange {}

  /** That many at the end. */
  record Last(long count) implements ByteRange {}

  /** Where the range lies in content of a known size; never empty. */
  record Slice(long start, long length) {}

  /** Reads a header; nothing for several ranges or other units, which a server may ignore. */
  static Optional<ByteRange> parse(String header) {
    var match = SHAPE.matcher(header.strip());
    if (!match.matches()) {
      return Optional.empty();
    }
    var start = match.group(1);
    var end = match.group(2);
    if (start.isEmpty()) {
      return end.isEmpty() ? Optional.empty() : Optional.of(new Last(Long.parseLong(end)));
    }
    if (end.isEmpty()) {
      return Optional.of(new From(Long.parseLong(start)));
    }
    var range = new Between(Long.parseLong(start), Long.parseLong(end));
    return range.end < range.start ? Optional.empty() : Optional.of(range);
  }

  /** The bytes that exist of it; nothing when none does. */
  default Optional<Slice> within(long size) {
    var start =
        switch (this) {
          case From from -> from.start;
          case Between between -> between.start;
          case Last last -> Math.max(0, size - last.count);
        };
    var end = this instanceof Between between ? Math.min(between.end + 1, size) : size;
    return start < end ? Optional.of(new Slice(start, end - start)) : Optional.empty();
  }
}
