package fleet.builder.sbom;

import java.io.IOException;

/** So much may be read in all, by whoever shares it. Mutable, for one thread. */
final class Allowance {
  private final String limit;
  private long left;

  /**
   * @param limit what the fault says, such as {@code more than 64 MiB}
   */
  Allowance(long amount, String limit) {
    this.left = amount;
    this.limit = limit;
  }

  static Allowance bytes(long bytes) {
    return new Allowance(bytes, "more than %d MiB".formatted(bytes >> 20));
  }

  /**
   * Takes that much of it.
   *
   * @throws IOException when there is not so much left
   */
  void take(long amount) throws IOException {
    left -= amount;
    if (left < 0) {
      throw new IOException(limit);
    }
  }
}
