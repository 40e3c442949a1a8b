package fleet.contract.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A sealed interface of records, told apart by the field {@code kind}: the record's name in lower
 * case, its words joined by hyphens.
 */
final class Union implements Shape {
  static final String KIND = "kind";

  private final Map<String, Fields> kinds;

  private Union(Map<String, Fields> kinds) {
    this.kinds = kinds;
  }

  static Union of(Class<?> sealed) {
    var kinds = new LinkedHashMap<String, Fields>();
    for (var type : sealed.getPermittedSubclasses()) {
      kinds.put(kind(type), (Fields) Shapes.of(type));
    }
    return new Union(kinds);
  }

  /** What records of this type are called in JSON: {@code OpenLink} is an {@code open-link}. */
  static String kind(Class<?> type) {
    return type.getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    Shapes.of(value.getClass()).write(out, value);
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw Shape.fault(in, "expected an object and found " + in.currentToken());
    }
    return KIND.equals(in.nextFieldName()) ? readKind(in) : readAnyOrder(in);
  }

  private Object readKind(JsonParser in) throws IOException {
    var name = in.nextTextValue();
    var shape = name == null ? null : kinds.get(name);
    if (shape == null) {
      throw Shape.fault(
          in, "'%s' is none of %s".formatted(name, String.join(", ", kinds.keySet())));
    }
    in.nextToken();
    return shape.readFields(in);
  }

  /** A peer that writes the kind elsewhere: it is put first, and all is read again. */
  private Object readAnyOrder(JsonParser in) throws IOException {
    var fields = new LinkedHashMap<String, Object>();
    for (; in.currentToken() != JsonToken.END_OBJECT; in.nextToken()) {
      var name = in.currentName();
      if (in.nextToken() != JsonToken.VALUE_NULL) {
        fields.put(name, Any.VALUE.read(in));
      }
    }
    var kind = fields.remove(KIND);
    if (kind == null) {
      throw Shape.fault(in, "field '%s' is missing".formatted(KIND));
    }
    fields.putFirst(KIND, kind);
    return Records.parse(Records.writeBytes(fields), this);
  }
}
