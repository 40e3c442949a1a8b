package fleet.builder.sbom;

/** How much of an image is read. */
final class Bounds {
  /** Packages that are kept at one time. */
  static final int PACKAGES = 20_000;

  /** Entries of all layers together. */
  static final long ENTRIES = 4_000_000;

  /** Bytes of all layers together, decompressed. */
  static final long LAYER_BYTES = 32L << 30;

  /** Bytes of a database of many packages. */
  static final long DATABASE_BYTES = 64L << 20;

  /** Bytes of a file that is about one package. */
  static final long FILE_BYTES = 1L << 20;

  /** Bytes of a Java archive, decompressed, with those inside of it. */
  static final long ARCHIVE_BYTES = 1L << 30;

  /** Entries of a Java archive, with those inside of it. */
  static final int ARCHIVE_ENTRIES = 200_000;

  /** Characters of a path. */
  static final int PATH_CHARS = 4096;

  /** Characters of whatever a database says of a package. */
  static final int TEXT_CHARS = 200;

  /** Sentences about what could not be read. */
  static final int NOTES = 50;

  private Bounds() {}

  /** What a database says, on one line and of bounded length. */
  static String text(String said) {
    var line = new StringBuilder();
    said.strip()
        .codePoints()
        .limit(TEXT_CHARS)
        .map(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c)
        .forEach(line::appendCodePoint);
    return line.toString().strip();
  }
}
