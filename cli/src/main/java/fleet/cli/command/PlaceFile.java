package fleet.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.PublicKey;
import fleet.contract.preregistration.NewPlace;
import fleet.contract.preregistration.NewPlaces;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Devices that are expected, one a line. Pure.
 *
 * <pre>
 * name,type,tag.site,note                       or   {"name":"kitchen","type":"raspberrypi4-64"}
 * kitchen,raspberrypi4-64,berlin,"by the ""oven"""   {"name":"attic","tags":{"site":"berlin"}}
 * </pre>
 */
final class PlaceFile {
  static final String TAG = "tag.";
  private static final Set<String> FIELDS =
      Set.of("name", "type", "id", "public-key", "note", "valid");
  private static final int TOLD = 5;

  private PlaceFile() {}

  /**
   * Reads all of them.
   *
   * @param type of those that name none
   * @param valid for those that do not say
   * @throws IllegalArgumentException that tells the faults of the first lines that have any
   */
  static List<NewPlace> read(String text, Optional<String> type, Optional<String> valid) {
    var faults = new ArrayList<String>();
    var places = new ArrayList<NewPlace>();
    rows(text)
        .forEach((line, fields) -> {
          type.ifPresent(otherwise -> fields.putIfAbsent("type", otherwise));
          valid.ifPresent(otherwise -> fields.putIfAbsent("valid", otherwise));
          try {
            places.add(place(fields));
          } catch (IllegalArgumentException e) {
            faults.add("line %d: %s".formatted(line, e.getMessage()));
          }
        });
    if (!faults.isEmpty()) {
      var more = faults.size() > TOLD ? "; and %d more".formatted(faults.size() - TOLD) : "";
      throw new IllegalArgumentException(
          String.join("; ", faults.subList(0, Math.min(TOLD, faults.size()))) + more);
    }
    if (places.isEmpty() || places.size() > NewPlaces.MOST) {
      throw new IllegalArgumentException(
          "the file has %d devices, and 1 to %d are preregistered at once"
              .formatted(places.size(), NewPlaces.MOST));
    }
    return places;
  }

  /** One device by its fields. */
  static NewPlace place(Map<String, String> fields) {
    var tags = new LinkedHashMap<String, String>();
    fields.forEach((field, value) -> {
      if (field.startsWith(TAG)) {
        tags.put(field.substring(TAG.length()), value);
      } else if (!FIELDS.contains(field)) {
        throw new IllegalArgumentException("there is no field '%s'".formatted(field));
      }
    });
    var name = fields.get("name");
    if (name == null) {
      throw new IllegalArgumentException("it has no name");
    }
    return new NewPlace(
        Optional.ofNullable(fields.get("id")).map(DeviceId::parse),
        DeviceName.parse(name),
        Optional.ofNullable(fields.get("type")),
        Optional.ofNullable(fields.get("public-key")).map(PublicKey::parse),
        Optional.ofNullable(fields.get("note")),
        Optional.of(Map.copyOf(tags)).filter(all -> !all.isEmpty()),
        Optional.ofNullable(fields.get("valid")).map(Converters::duration));
  }

  /** The fields that have a value, by the number of the line. */
  private static Map<Integer, Map<String, String>> rows(String text) {
    var rows = new LinkedHashMap<Integer, Map<String, String>>();
    List<String> header = List.of();
    var number = 0;
    for (var line : text.lines().toList()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      if (line.startsWith("{")) {
        rows.put(number, fields(number, line));
      } else if (header.isEmpty()) {
        header = header(line);
      } else {
        rows.put(number, fields(number, header, line));
      }
    }
    return rows;
  }

  private static List<String> header(String line) {
    var header = cells(1, line).stream().map(String::strip).toList();
    for (var field : header) {
      if (!FIELDS.contains(field) && !field.startsWith(TAG)) {
        throw new IllegalArgumentException(
            "there is no column '%s': there are name, type, id, public-key, note, valid, tag.KEY"
                .formatted(field));
      }
    }
    if (new HashSet<>(header).size() < header.size() || !header.contains("name")) {
      throw new IllegalArgumentException("the first line names each column once, and 'name'");
    }
    return header;
  }

  private static Map<String, String> fields(int number, List<String> header, String line) {
    var cells = cells(number, line);
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException(
          "line %d has %d cells, and the first line names %d columns"
              .formatted(number, cells.size(), header.size()));
    }
    var fields = new LinkedHashMap<String, String>();
    for (var column = 0; column < cells.size(); column++) {
      if (!cells.get(column).isEmpty()) {
        fields.put(header.get(column), cells.get(column));
      }
    }
    return fields;
  }

  /** The cells of a line (RFC 4180); one in quotes goes not beyond its line. */
  private static List<String> cells(int number, String line) {
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    var isQuoted = false;
    for (var at = 0; at < line.length(); at++) {
      var character = line.charAt(at);
      if (character == '"' && isQuoted && at + 1 < line.length() && line.charAt(at + 1) == '"') {
        cell.append('"');
        at++;
      } else if (character == '"') {
        isQuoted = !isQuoted;
      } else if (character == ',' && !isQuoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(character);
      }
    }
    if (isQuoted) {
      throw new IllegalArgumentException("line %d ends within quotes".formatted(number));
    }
    cells.add(cell.toString());
    return cells;
  }

  private static Map<String, String> fields(int number, String line) {
    var fields = new LinkedHashMap<String, String>();
    object(number, line)
        .properties()
        .forEach(field -> {
          if (field.getKey().equals("tags") && field.getValue().isObject()) {
            field
                .getValue()
                .properties()
                .forEach(tag -> fields.put(TAG + tag.getKey(), tag.getValue().asText()));
          } else if (!field.getValue().isNull()) {
            fields.put(field.getKey(), field.getValue().asText());
          }
        });
    return fields;
  }

  private static JsonNode object(int number, String line) {
    try {
      return Json.mapper().readTree(line);
    } catch (IOException e) {
      throw new IllegalArgumentException("line %d is not a JSON object".formatted(number), e);
    }
  }
}
