package fleet.builder.source;

/**
 * How much a project may hold.
 *
 * @param maxBytes of all files together, unpacked
 * @param maxEntries files, folders and links
 */
public record SourceLimits(long maxBytes, int maxEntries) {
  public static final SourceLimits DEFAULT = new SourceLimits(2L * 1024 * 1024 * 1024, 200_000);
}
