package fleet.api.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import fleet.contract.Json;
import java.util.Map;

/** Tags as the database keeps them: one JSON object of texts. */
public final class Tags {
  private static final ObjectReader READER = Json.mapper().readerForMapOf(String.class);

  private Tags() {}

  public static Map<String, String> read(String json) {
    try {
      return READER.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("could not read tags", e);
    }
  }

  static String write(Map<String, String> tags) {
    return Json.write(tags);
  }
}
