package fleet.builder.plan;

import java.util.List;
import java.util.Map;

/** Keys of services that mean nothing on a device, and hinder nothing. */
final class UnusedKeys {
  private static final Map<String, String> WHY =
      Map.of(
          "logging", "devices bound all logs",
          "develop", "it is for one's own machine",
          "attach", "it is for one's own terminal",
          "pull_policy", "devices run the images of the release",
          "pull_refresh_after", "devices run the images of the release");

  static final List<String> OF_SERVICES = List.copyOf(WHY.keySet());

  private UnusedKeys() {}

  static void tell(Value service, Notes notes) {
    service
        .fields()
        .forEach((key, value) -> {
          var why = WHY.get(key);
          if (why != null) {
            notes.unused(value.where(), why);
          }
        });
    if (service.fields().containsKey("build") && service.fields().containsKey("image")) {
      notes.unused(
          service.fields().getOrDefault("image", service).where(), "'build' makes the image");
    }
  }
}
