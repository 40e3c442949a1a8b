package fleet.api.certificate;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes values of ASN.1 in DER (ITU-T X.690), no more kinds than a certificate has. Pure. */
final class Der {
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int UTF8_STRING = 0x0c;
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int CONTEXT = 0x80;
  private static final int CONSTRUCTED_CONTEXT = 0xa0;

  /** {@code BOOLEAN TRUE}; false is a default, and DER leaves defaults out. */
  static final byte[] TRUE = {0x01, 0x01, (byte) 0xff};

  /** RFC 5280, 4.1.2.5: the short form of a time up to 2049, the long one from 2050 on. */
  private static final Instant LONG_TIMES = Instant.parse("2050-01-01T00:00:00Z");

  private Der() {}

  static byte[] integer(BigInteger value) {
    return value(INTEGER, value.toByteArray());
  }

  /**
   * A string of bits.
   *
   * @param unused how many of the last byte's bits do not count
   */
  static byte[] bits(int unused, byte[] bytes) {
    return value(BIT_STRING, joined(new byte[] {(byte) unused}, bytes));
  }

  static byte[] octets(byte[] bytes) {
    return value(OCTET_STRING, bytes);
  }

  /** An object identifier such as {@code 2.5.4.3}. */
  static byte[] oid(String dotted) {
    var arcs = dotted.split("\\.", -1);
    var out = new ByteArrayOutputStream();
    writeArc(out, 40 * Integer.parseInt(arcs[0]) + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      writeArc(out, Integer.parseInt(arcs[i]));
    }
    return value(OBJECT_IDENTIFIER, out.toByteArray());
  }

  static byte[] text(String text) {
    return value(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A time, to the second. */
  static byte[] time(Instant time) {
    var isLong = !time.isBefore(LONG_TIMES);
    var pattern = (isLong ? "yyyy" : "yy") + "MMddHHmmss'Z'";
    var written =
        DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC).format(time);
    return value(isLong ? GENERALIZED_TIME : UTC_TIME, written.getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] sequence(byte[]... parts) {
    return value(SEQUENCE, joined(parts));
  }

  /** A set of one. */
  static byte[] set(byte[] only) {
    return value(SET, only);
  }

  /** The value inside a tag of its own. */
  static byte[] explicit(int tag, byte[] value) {
    return value(CONSTRUCTED_CONTEXT | tag, value);
  }

  /** Bytes under a tag that stands for their type. */
  static byte[] implicit(int tag, byte[] bytes) {
    return value(CONTEXT | tag, bytes);
  }

  private static byte[] value(int tag, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write(tag);
    writeLength(out, content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static void writeLength(ByteArrayOutputStream out, int length) {
    if (length < 0x80) {
      out.write(length);
      return;
    }
    var bytes = (32 - Integer.numberOfLeadingZeros(length) + 7) / 8;
    out.write(0x80 | bytes);
    for (int i = bytes - 1; i >= 0; i--) {
      out.write(length >>> (8 * i));
    }
  }

  /** Seven bits a byte, the highest first, each but the last marked. */
  private static void writeArc(ByteArrayOutputStream out, int arc) {
    for (int shift = 28; shift > 0; shift -= 7) {
      if (arc >>> shift != 0) {
        out.write(0x80 | ((arc >>> shift) & 0x7f));
      }
    }
    out.write(arc & 0x7f);
  }

  private static byte[] joined(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (var part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
