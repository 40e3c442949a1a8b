package fleet.contract.operator;

import com.fasterxml.jackson.core.type.TypeReference;
import fleet.contract.Json;
import fleet.contract.identity.SecretBytes;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A folder to build with secrets beside it, which are no part of the folder and must be in no URL
 * and no header, for those are logged.
 *
 * <pre>
 * length(4, big-endian)  {"name":"base64", ..}  then the tar or tar.gz
 * </pre>
 */
public final class BuildUpload {
  public static final String CONTENT_TYPE = "application/vnd.fleet.build";
  public static final int MAX_SECRET_BYTES = 512 * 1024;
  private static final int MAX_HEAD_BYTES = 2 * 1024 * 1024;
  private static final int MAX_SECRETS = 100;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");
  private static final TypeReference<Map<String, SecretBytes>> SECRETS = new TypeReference<>() {};

  private BuildUpload() {}

  /** What goes before the tar. */
  public static byte[] head(Map<String, SecretBytes> secrets) {
    var json = Json.writeBytes(checked(secrets));
    return ByteBuffer.allocate(Integer.BYTES + json.length).putInt(json.length).put(json).array();
  }

  /**
   * Reads what goes before the tar, and leaves the stream at the tar.
   *
   * @throws IllegalArgumentException for what is not that; it tells nothing of what was read
   */
  public static Map<String, SecretBytes> readHead(InputStream body) throws IOException {
    try {
      var length = new DataInputStream(body).readInt();
      if (length < 0 || length > MAX_HEAD_BYTES) {
        throw new IllegalArgumentException("the build's secrets are too long");
      }
      var head = body.readNBytes(length);
      if (head.length < length) {
        throw new EOFException();
      }
      return checked(Json.mapper().readValue(head, SECRETS));
    } catch (EOFException | com.fasterxml.jackson.core.JacksonException e) {
      throw new IllegalArgumentException("the build's secrets cannot be read");
    }
  }

  /** Says whether a build's secret can be called so. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  private static Map<String, SecretBytes> checked(Map<String, SecretBytes> secrets) {
    if (secrets.size() > MAX_SECRETS) {
      throw new IllegalArgumentException("a build has at most %d secrets".formatted(MAX_SECRETS));
    }
    secrets.forEach((name, value) -> {
      if (!isName(name)) {
        throw new IllegalArgumentException("a secret's name is letters, digits, '_', '.' and '-'");
      }
      if (value.size() > MAX_SECRET_BYTES) {
        throw new IllegalArgumentException(
            "the secret %s is longer than %d KiB".formatted(name, MAX_SECRET_BYTES / 1024));
      }
    });
    return Map.copyOf(secrets);
  }
}
