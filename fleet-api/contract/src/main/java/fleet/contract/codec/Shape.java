package fleet.contract.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How the values of one Java type look as JSON. Immutable. */
interface Shape {
  /** Writes one value. */
  void write(JsonGenerator out, Object value) throws IOException;

  /** Reads the value that begins at the parser's token, and leaves it at the value's last token. */
  Object read(JsonParser in) throws IOException;

  /** What stands for a field that is null or not there; nothing when there has to be one. */
  default @Nullable Object absent() {
    return null;
  }

  /** Says whether a field of this value is left out. */
  default boolean isAbsent(Object value) {
    return false;
  }

  /** The fault of what stands at the parser's place. */
  static JsonParseException fault(JsonParser in, String message) {
    var place = in.getParsingContext().pathAsPointer().toString();
    return new JsonParseException(in, (place.isEmpty() ? "" : place + ": ") + message);
  }
}
