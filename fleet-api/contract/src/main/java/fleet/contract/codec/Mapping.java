package fleet.contract.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Maps, written in the order of their keys, so that equal ones are equal bytes. */
record Mapping(Text key, Shape element) implements Shape {
  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    var sorted = new TreeMap<String, Object>();
    for (var entry : ((Map<?, ?>) value).entrySet()) {
      sorted.put(key.text(entry.getKey()), entry.getValue());
    }
    out.writeStartObject();
    for (var entry : sorted.entrySet()) {
      out.writeFieldName(entry.getKey());
      element.write(out, entry.getValue());
    }
    out.writeEndObject();
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw Shape.fault(in, "expected an object and found " + in.currentToken());
    }
    var entries = new LinkedHashMap<Object, Object>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      var name = key(in);
      in.nextToken();
      entries.put(name, element.read(in));
    }
    return entries;
  }

  @Override
  public Object absent() {
    return Map.of();
  }

  private Object key(JsonParser in) throws IOException {
    try {
      return key.parse(in.currentName());
    } catch (IllegalArgumentException e) {
      throw Shape.fault(in, String.valueOf(e.getMessage()));
    }
  }
}
