package fleet.contract.release;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * An operating system and processor as OCI writes them: {@code linux/amd64}, {@code linux/arm/v7}.
 *
 * @param variant empty where the architecture has none
 */
public record Platform(String os, String architecture, String variant)
    implements Comparable<Platform> {
  private static final Pattern PART = Pattern.compile("[a-z0-9_]{1,16}");

  public static final Platform LINUX_AMD64 = new Platform("linux", "amd64", "");
  public static final Platform LINUX_ARM64 = new Platform("linux", "arm64", "");
  public static final Platform LINUX_ARM_V7 = new Platform("linux", "arm", "v7");

  public Platform {
    if (!PART.matcher(os).matches()
        || !PART.matcher(architecture).matches()
        || !(variant.isEmpty() || PART.matcher(variant).matches())) {
      throw new IllegalArgumentException(
          "not a platform: expected os/architecture[/variant], such as linux/arm/v7");
    }
    if (architecture.equals("arm64") && variant.equals("v8")) {
      variant = "";
    }
  }

  @JsonCreator
  public static Platform parse(String text) {
    var parts = text.split("/", -1);
    return switch (parts.length) {
      case 2 -> new Platform(parts[0], parts[1], "");
      case 3 -> new Platform(parts[0], parts[1], parts[2]);
      default ->
          throw new IllegalArgumentException(
              "not a platform: expected os/architecture[/variant], such as linux/arm/v7");
    };
  }

  @Override
  public int compareTo(Platform other) {
    return toString().compareTo(other.toString());
  }

  @Override
  @JsonValue
  public String toString() {
    return variant.isEmpty() ? os + "/" + architecture : os + "/" + architecture + "/" + variant;
  }
}
