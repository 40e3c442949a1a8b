package fleet.api.type;

import com.fasterxml.jackson.core.type.TypeReference;
import fleet.contract.Json;
import fleet.contract.devicetype.DeviceType;
import fleet.contract.release.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Reads the kinds of devices that come with Fleet. */
final class BuiltIn {
  private static final String FILE = "device-types.json";

  private BuiltIn() {}

  /** A line of the file. */
  private record Line(
      String slug, String name, Platform platform, List<String> aliases, List<String> models) {
    DeviceType type() {
      return new DeviceType(slug, name, platform, aliases, models, true);
    }
  }

  static List<DeviceType> read() {
    try (var file = Objects.requireNonNull(BuiltIn.class.getResourceAsStream(FILE), FILE)) {
      return Json.mapper().readValue(file, new TypeReference<List<Line>>() {}).stream()
          .map(Line::type)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
