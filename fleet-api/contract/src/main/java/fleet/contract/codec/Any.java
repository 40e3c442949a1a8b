package fleet.contract.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whatever there is: maps by text, collections, texts, numbers, and what else has a shape. What is
 * null is left out of objects and lists.
 */
enum Any implements Shape {
  VALUE;

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (var entry : map.entrySet()) {
        out.writeFieldName((String) entry.getKey());
        write(out, entry.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof Collection<?> list) {
      out.writeStartArray();
      for (var item : list) {
        write(out, item);
      }
      out.writeEndArray();
    } else if (value instanceof Double number) {
      out.writeNumber(number);
    } else {
      Shapes.of(value.getClass()).write(out, value);
    }
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> object(in);
      case START_ARRAY -> list(in);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(in);
      default -> in.getText();
    };
  }

  private static Object number(JsonParser in) throws IOException {
    return in.getNumberType() == JsonParser.NumberType.INT
            || in.getNumberType() == JsonParser.NumberType.LONG
        ? (Object) in.getLongValue()
        : (Object) in.getDoubleValue();
  }

  private Map<String, Object> object(JsonParser in) throws IOException {
    var fields = new LinkedHashMap<String, Object>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      var name = in.currentName();
      if (in.nextToken() != JsonToken.VALUE_NULL) {
        fields.put(name, read(in));
      }
    }
    return fields;
  }

  private Collection<Object> list(JsonParser in) throws IOException {
    var items = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() != JsonToken.VALUE_NULL) {
        items.add(read(in));
      }
    }
    return items;
  }
}
