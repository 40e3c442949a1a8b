package fleet.api.target;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import fleet.contract.Json;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.TargetState;
import fleet.contract.release.Digest;
import fleet.contract.trust.Proof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * Targets as JSON, and the names of their contents. A release and its proof are the most of a
 * target and the same for most devices: what is one object in several targets is written once. Not
 * thread-safe; one for the targets that are made together.
 */
public final class TargetTexts {
  private static final int HEX_DIGITS = 32;

  /** Sets and maps have no order of their own, and equal content must be equal text. */
  private static final ObjectMapper ORDERED =
      Json.mapper()
          .copy()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .registerModule(new SimpleModule("order").addSerializer(Set.class, new InOrder()));

  private static final ObjectMapper SHARING =
      ORDERED
          .copy()
          .registerModule(
              new SimpleModule("sharing")
                  .addSerializer(ReleaseTarget.class, new Shared<>())
                  .addSerializer(Proof.class, new Shared<>()));

  /** How a shared part stands in a text: whole, or by its digest. */
  private enum Form {
    WHOLE,
    DIGEST
  }

  private record Part(String json, String digest) {}

  private final IdentityHashMap<Object, Part> parts = new IdentityHashMap<>();
  private final ObjectWriter whole = writer(Form.WHOLE);
  private final ObjectWriter digests = writer(Form.DIGEST);

  /** As devices are sent it. */
  public String json(TargetState state) {
    return text(whole, state);
  }

  /**
   * The name of the content (RFC 9110, section 8.8.3), with its quotes as it stands in the header:
   * equal for equal content, on every node and after a restart.
   */
  public String etag(TargetState state) {
    return "\"" + digest(text(digests, state)).substring(0, HEX_DIGITS) + "\"";
  }

  private ObjectWriter writer(Form form) {
    return SHARING.writer().withAttribute(TargetTexts.class, this).withAttribute(Form.class, form);
  }

  private Part part(Object value) {
    return parts.computeIfAbsent(
        value,
        _ -> {
          var json = text(ORDERED.writer(), value);
          return new Part(json, digest(json));
        });
  }

  private static String text(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("could not write " + value.getClass().getSimpleName(), e);
    }
  }

  private static String digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
  }

  /** What stands in many targets. */
  private static final class Shared<T> extends JsonSerializer<T> {
    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      var part = ((TargetTexts) provider.getAttribute(TargetTexts.class)).part(value);
      switch ((Form) provider.getAttribute(Form.class)) {
        case WHOLE -> json.writeRawValue(part.json());
        case DIGEST -> json.writeString(part.digest());
      }
    }
  }

  /** A set of names. */
  @SuppressWarnings("rawtypes") // as it is registered
  private static final class InOrder extends JsonSerializer<Set> {
    @Override
    public void serialize(Set names, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeStartArray();
      for (Object name : new TreeSet<Object>(names)) {
        json.writePOJO(name);
      }
      json.writeEndArray();
    }
  }
}
