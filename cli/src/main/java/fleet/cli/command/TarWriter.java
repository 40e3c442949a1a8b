package fleet.cli.command;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a tar stream: ustar headers (POSIX.1-1988), with a pax record (POSIX.1-2001) for every
 * name, link or size that does not fit one. Owners are left out: what is pushed belongs to nobody.
 * Not thread-safe.
 *
 * <pre>
 * header 512: name 0/100 mode 100/8 uid 108/8 gid 116/8 size 124/12 mtime 136/12 checksum 148/8
 *             type 156/1 link 157/100 magic 257/8
 * content, padded with zeros to 512; two empty blocks at the end
 * </pre>
 */
final class TarWriter {
  private static final int BLOCK = 512;
  private static final int FIELD = 100;
  private static final long MAX_OCTAL_SIZE = 077777777777L;
  private static final byte[] MAGIC = "ustar\00000".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;

  TarWriter(OutputStream out) {
    this.out = out;
  }

  /** One entry's facts. */
  record Entry(String name, char type, int mode, long size, long modifiedSeconds, String link) {
    static final char FILE = '0';
    static final char SYMBOLIC_LINK = '2';
    static final char FOLDER = '5';
    private static final char PAX = 'x';
  }

  /** Writes an entry without content. */
  void write(Entry entry) throws IOException {
    writePax(entry);
    out.write(header(entry));
  }

  /**
   * Writes an entry and exactly as many bytes of content as it says.
   *
   * @throws EOFException when the content ends before
   */
  void write(Entry entry, InputStream content) throws IOException {
    write(entry);
    var left = entry.size();
    var buffer = new byte[64 * 1024];
    while (left > 0) {
      var read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException("the content ended before its size");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
    pad(entry.size());
  }

  /** Writes the end of the archive; the stream stays open. */
  void finish() throws IOException {
    out.write(new byte[2 * BLOCK]);
  }

  private void writePax(Entry entry) throws IOException {
    var records =
        record("path", entry.name(), !fits(entry.name()))
            + record("linkpath", entry.link(), !fits(entry.link()))
            + record("size", Long.toString(entry.size()), entry.size() > MAX_OCTAL_SIZE);
    if (records.isEmpty()) {
      return;
    }
    var content = records.getBytes(StandardCharsets.UTF_8);
    out.write(header(new Entry("pax", Entry.PAX, 0644, content.length, 0, "")));
    out.write(content);
    pad(content.length);
  }

  private static boolean fits(String text) {
    return text.length() <= FIELD && text.chars().allMatch(character -> character < 128);
  }

  /** {@code "LENGTH key=value\n"}, where the length counts its own digits. */
  private static String record(String key, String value, boolean needed) {
    if (!needed) {
      return "";
    }
    var rest = " " + key + "=" + value + "\n";
    var length = rest.getBytes(StandardCharsets.UTF_8).length;
    var total = length + Integer.toString(length).length();
    if (Integer.toString(total).length() > Integer.toString(length).length()) {
      total++;
    }
    return total + rest;
  }

  private static byte[] header(Entry entry) {
    var header = new byte[BLOCK];
    text(header, 0, entry.name());
    octal(header, 100, 8, entry.mode());
    octal(header, 108, 8, 0);
    octal(header, 116, 8, 0);
    octal(header, 124, 12, Math.min(entry.size(), MAX_OCTAL_SIZE));
    octal(header, 136, 12, Math.max(0, entry.modifiedSeconds()));
    header[156] = (byte) entry.type();
    text(header, 157, entry.link());
    System.arraycopy(MAGIC, 0, header, 257, MAGIC.length);
    Arrays.fill(header, 148, 156, (byte) ' ');
    var sum = 0;
    for (var value : header) {
      sum += Byte.toUnsignedInt(value);
    }
    octal(header, 148, 7, sum);
    return header;
  }

  private static void text(byte[] header, int offset, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, offset, Math.min(FIELD, bytes.length));
  }

  /** Octal digits with leading zeros and a NUL at the end of the field. */
  private static void octal(byte[] header, int offset, int length, long value) {
    var digits = Long.toOctalString(value);
    var start = offset + length - 1 - digits.length();
    Arrays.fill(header, offset, start, (byte) '0');
    System.arraycopy(digits.getBytes(StandardCharsets.US_ASCII), 0, header, start, digits.length());
    header[offset + length - 1] = 0;
  }

  private void pad(long size) throws IOException {
    var over = (int) (size % BLOCK);
    if (over > 0) {
      out.write(new byte[BLOCK - over]);
    }
  }
}
