package fleet.contract.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** An optional: its value, or left out, or null. */
record Maybe(Shape element) implements Shape {
  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    var held = ((Optional<?>) value);
    if (held.isPresent()) {
      element.write(out, held.get());
    } else {
      out.writeNull();
    }
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    return in.currentToken() == JsonToken.VALUE_NULL
        ? Optional.empty()
        : Optional.of(element.read(in));
  }

  @Override
  public Object absent() {
    return Optional.empty();
  }

  @Override
  public boolean isAbsent(Object value) {
    return ((Optional<?>) value).isEmpty();
  }
}
