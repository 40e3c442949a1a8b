package fleet.builder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An authority, an engine's certificate for 127.0.0.1 and a client's, made by openssl.
 *
 * @param folder with {@code ca.pem cert.pem key.pem server.pem server-key.pem}
 */
record TestCertificates(Path folder) {
  private static final List<String> KEY =
      List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2");

  TestCertificates {
    try {
      openssl(folder, "ca-key.pem", "ca.pem", List.of("-x509", "-subj", "/CN=authority"));
      sign(folder, "server-key.pem", "server.pem", "subjectAltName=IP:127.0.0.1");
      sign(folder, "key.pem", "cert.pem", "extendedKeyUsage=clientAuth");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sign(Path folder, String key, String certificate, String extension)
      throws IOException, InterruptedException {
    openssl(
        folder,
        key,
        certificate,
        List.of(
            "-x509",
            "-CA",
            "ca.pem",
            "-CAkey",
            "ca-key.pem",
            "-subj",
            "/CN=" + certificate,
            "-addext",
            "basicConstraints=critical,CA:FALSE",
            "-addext",
            extension));
  }

  private static void openssl(Path folder, String key, String out, List<String> more)
      throws IOException, InterruptedException {
    var words = new java.util.ArrayList<>(List.of("openssl", "req", "-keyout", key, "-out", out));
    words.addAll(KEY);
    words.addAll(more);
    var result = Shell.run(folder, Map.of(), words);
    if (result.code() != 0 || !Files.exists(folder.resolve(out))) {
      throw new IllegalStateException(result.output());
    }
  }
}
