package fleet.builder.sbom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files as package managers leave them. */
final class Databases {
  static final String DPKG = "var/lib/dpkg/status";
  static final String APK = "lib/apk/db/installed";
  static final String BOOKWORM =
      """
      PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
      NAME="Debian GNU/Linux"
      VERSION_ID="12"
      ID=debian
      """;
  static final String ALPINE =
      """
      NAME="Alpine Linux"
      ID=alpine
      VERSION_ID=3.20.3
      """;
  static final String MUSL =
      """
      C:Q1abc=
      P:musl
      V:1.2.5-r0
      A:aarch64
      L:MIT
      o:musl
      m:Natanael Copa <ncopa@alpinelinux.org>
      F:lib
      R:ld-musl-aarch64.so.1

      P:.python-deps
      V:20240902.151501
      A:noarch

      P:libcrypto3
      V:3.3.2-r1
      A:aarch64
      L:Apache-2.0
      o:openssl

      """;

  private Databases() {}

  static String dpkg(String name, String version) {
    return """
    Package: %s
    Status: install ok installed
    Maintainer: Debian Somebody <some@debian.org>
    Architecture: arm64
    Source: %s-src (9.9)
    Version: %s
    Description: words
     that go on: here
     .

    """
        .formatted(name, name, version);
  }

  /** A zip of texts, in the order of their names. */
  static byte[] zip(Map<String, String> texts) {
    var entries = new TreeMap<String, byte[]>();
    texts.forEach((name, text) -> entries.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return zipOfBytes(entries);
  }

  static byte[] zipOfBytes(Map<String, byte[]> entries) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var entry : new TreeMap<>(entries).entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
