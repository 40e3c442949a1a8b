package fleet.api.dashboard;

import fleet.contract.release.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Fills in {@code index.html}, and says what the browser may do with it. */
final class IndexPage {
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private IndexPage() {}

  /** The page whose other files lie under {@code root}. */
  static Asset of(PageFiles files, String root) {
    var html = files.index().replace("{{preload}}", preload(files)).replace("{{assets}}", root);
    return Asset.askedAgain(
        "index.html",
        html.getBytes(StandardCharsets.UTF_8),
        Map.of(
            "Content-Security-Policy", policy(html),
            "Referrer-Policy", "no-referrer",
            "X-Frame-Options", "DENY",
            "Cross-Origin-Opener-Policy", "same-origin"));
  }

  /** Without a bundler, the browser is told at once of the modules it would find one by one. */
  private static String preload(PageFiles files) {
    return files.withoutIndex().keySet().stream()
        .filter(name -> name.endsWith(".js"))
        .map("<link rel=\"modulepreload\" href=\"{{assets}}/%s\">"::formatted)
        .collect(Collectors.joining("\n"));
  }

  /** Only what comes from here runs and is reached; the import map alone is inline, by its hash. */
  private static String policy(String html) {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self' 'sha256-" + importMapHash(html) + "'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'");
  }

  private static String importMapHash(String html) {
    var map = IMPORT_MAP.matcher(html);
    if (!map.find()) {
      throw new IllegalStateException("index.html has no import map");
    }
    var hash = Digest.sha256().digest(map.group(1).getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(hash);
  }
}
