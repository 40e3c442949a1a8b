package fleet.cli.demo;

import fleet.cli.machine.Program;
import fleet.contract.release.Digest;
import fleet.contract.release.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Makes layers of root folders, always the same bytes for the same folder. */
final class BaseLayers {
  private static final Map<Platform, String> FOLDERS =
      Map.of(
          Platform.LINUX_AMD64, "amd64",
          Platform.LINUX_ARM64, "arm64",
          Platform.LINUX_ARM_V7, "armv7");

  private BaseLayers() {}

  /**
   * Reads the root folder of each platform.
   *
   * @param bases folder of the root folders
   */
  static List<BaseImage.Layer> read(Path bases) {
    return FOLDERS.keySet().stream()
        .sorted()
        .map(platform -> layer(platform, bases.resolve(FOLDERS.getOrDefault(platform, ""))))
        .toList();
  }

  private static BaseImage.Layer layer(Platform platform, Path folder) {
    try {
      var file = Files.createTempFile("fleet-base", ".tar");
      try {
        Program.of(
                "tar",
                "--create",
                "--file=" + file,
                "--directory=" + folder,
                "--sort=name",
                "--mtime=@0",
                "--owner=0",
                "--group=0",
                "--numeric-owner",
                ".")
            .output();
        var tar = Files.readAllBytes(file);
        return new BaseImage.Layer(platform, new Content(compress(tar)), Digest.of(tar));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not make a layer of " + folder, e);
    }
  }

  private static byte[] compress(byte[] tar) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(tar);
    }
    return bytes.toByteArray();
  }
}
