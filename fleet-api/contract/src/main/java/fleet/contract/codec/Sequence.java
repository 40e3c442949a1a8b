package fleet.contract.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Lists and sets; one that is not there is empty.
 *
 * @param distinct a set rather than a list
 */
record Sequence(Shape element, boolean distinct) implements Shape {
  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    out.writeStartArray();
    for (var item : (Collection<?>) value) {
      element.write(out, item);
    }
    out.writeEndArray();
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw Shape.fault(in, "expected a list and found " + in.currentToken());
    }
    Collection<Object> items = distinct ? new LinkedHashSet<>() : new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      items.add(element.read(in));
    }
    return items;
  }

  @Override
  public Object absent() {
    return distinct ? Set.of() : List.of();
  }
}
