package fleet.cli.measure;

import java.nio.file.Path;

/** A folder that becomes a draft, sent with the same tools as by hand. */
final class OurPush {
  private OurPush() {}

  /**
   * @param platforms with commas between
   * @param token of an API key that may push
   */
  static TimedScript of(
      ServerRun server, String fleet, String platforms, Path project, String token) {
    return TimedScript.of(
            """
            tar -C "$PROJECT" -cf - . |
              curl -sSf -T - -X POST -H "Authorization: Bearer $KEY" \\
                -H 'Content-Type: application/x-tar' "$URL" > "$OUT"
            grep -q '"kind":"succeeded"' "$OUT" || { tail -n 3 "$OUT" >&2; exit 1; }
            """)
        .with("PROJECT", project.toString())
        .with("KEY", token)
        .with("OUT", server.folder().resolve("ours").toString())
        .with(
            "URL",
            "%s/api/v1/fleets/%s/builds?draft=true&platform=%s"
                .formatted(server.url(), fleet, platforms));
  }
}
