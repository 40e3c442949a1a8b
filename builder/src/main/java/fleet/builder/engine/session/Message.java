package fleet.builder.engine.session;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The few protobuf messages of a session: texts and bytes by the numbers of their fields. */
final class Message {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** The first field of that number as text; empty when there is none. */
  static String text(byte[] message, int number) throws IOException {
    var in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == WireFormat.FieldType.STRING.getWireType() + (number << 3)) {
        return in.readString();
      }
      in.skipField(tag);
    }
    return "";
  }

  /** All fields of that number, as bytes. */
  static List<byte[]> all(byte[] message, int number) throws IOException {
    var found = new ArrayList<byte[]>();
    var in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == WireFormat.FieldType.MESSAGE.getWireType() + (number << 3)) {
        found.add(in.readByteArray());
      } else {
        in.skipField(tag);
      }
    }
    return found;
  }

  Message with(int number, String text) {
    return with(number, ByteString.copyFromUtf8(text));
  }

  Message with(int number, ByteString value) {
    try {
      var out = CodedOutputStream.newInstance(bytes);
      out.writeBytes(number, value);
      out.flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Message with(int number, int value) {
    try {
      var out = CodedOutputStream.newInstance(bytes);
      out.writeInt32(number, value);
      out.flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
