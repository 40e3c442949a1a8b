package fleet.contract.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record: an object with a field for each component. Unknown fields are passed over. */
final class Fields implements Shape {
  /** One component. */
  record Field(String name, Method accessor, Shape shape) {}

  private final Constructor<?> constructor;
  private final List<Field> fields;
  private final Optional<String> kind;

  /**
   * @param kind what the record is told apart by from others of the same sealed interface
   */
  Fields(Constructor<?> constructor, List<Field> fields, Optional<String> kind) {
    this.constructor = constructor;
    this.fields = List.copyOf(fields);
    this.kind = kind;
  }

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    out.writeStartObject();
    if (kind.isPresent()) {
      out.writeStringField(Union.KIND, kind.get());
    }
    for (var field : fields) {
      var held = Reflection.get(field.accessor(), value);
      if (!field.shape().isAbsent(held)) {
        out.writeFieldName(field.name());
        field.shape().write(out, held);
      }
    }
    out.writeEndObject();
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw Shape.fault(in, "expected an object and found " + in.currentToken());
    }
    in.nextToken();
    return readFields(in);
  }

  /** Reads on from the first field, or from the end of the object. */
  Object readFields(JsonParser in) throws IOException {
    var values = new @Nullable Object[fields.size()];
    for (; in.currentToken() != JsonToken.END_OBJECT; in.nextToken()) {
      var place = place(in.currentName());
      in.nextToken();
      if (place < 0) {
        in.skipChildren();
      } else if (in.currentToken() != JsonToken.VALUE_NULL) {
        values[place] = fields.get(place).shape().read(in);
      }
    }
    return make(in, values);
  }

  private int place(String name) {
    for (var place = 0; place < fields.size(); place++) {
      if (fields.get(place).name().equals(name)) {
        return place;
      }
    }
    return -1;
  }

  private Object make(JsonParser in, @Nullable Object[] values) throws IOException {
    var complete = new Object[values.length];
    for (var place = 0; place < values.length; place++) {
      var value = values[place] == null ? fields.get(place).shape().absent() : values[place];
      if (value == null) {
        throw Shape.fault(in, "field '%s' is missing".formatted(fields.get(place).name()));
      }
      complete[place] = value;
    }
    try {
      return Reflection.make(constructor, complete);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw Shape.fault(in, String.valueOf(e.getMessage()));
    }
  }
}
