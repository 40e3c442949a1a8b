package fleet.contract.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Whole numbers, and yes or no. */
enum Scalar implements Shape {
  INT,
  LONG,
  BOOLEAN;

  @Override
  public void write(JsonGenerator out, Object value) throws IOException {
    switch (this) {
      case INT -> out.writeNumber((Integer) value);
      case LONG -> out.writeNumber((Long) value);
      case BOOLEAN -> out.writeBoolean((Boolean) value);
    }
  }

  @Override
  public Object read(JsonParser in) throws IOException {
    return switch (this) {
      case INT -> number(in).getIntValue();
      case LONG -> number(in).getLongValue();
      case BOOLEAN -> truth(in);
    };
  }

  private static JsonParser number(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw Shape.fault(in, "expected a whole number and found " + in.currentToken());
    }
    return in;
  }

  private static boolean truth(JsonParser in) throws IOException {
    if (!in.currentToken().isBoolean()) {
      throw Shape.fault(in, "expected true or false and found " + in.currentToken());
    }
    return in.getBooleanValue();
  }
}
