package fleet.api.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.GroupName;
import fleet.contract.identity.ProviderName;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.Secret;
import fleet.contract.identity.SecretBytes;
import fleet.contract.identity.ServiceName;
import fleet.contract.identity.SessionId;
import fleet.contract.identity.UserName;
import fleet.contract.release.Digest;
import fleet.contract.release.Platform;
import fleet.contract.trust.KeyId;
import java.util.Map;

/** How the texts look; the records of the contract refuse all others. */
final class TextShapes {
  private static final String SLUG = "^[a-z0-9](?:[a-z0-9]|[-_.](?=[a-z0-9])){0,62}$";

  private static final Map<Class<?>, String> PATTERNS =
      Map.of(
          DeviceName.class,
          SLUG,
          FleetName.class,
          SLUG,
          GroupName.class,
          SLUG,
          ServiceName.class,
          SLUG,
          UserName.class,
          SLUG,
          ProviderName.class,
          SLUG,
          Digest.class,
          "^sha256:[0-9a-f]{64}$",
          KeyId.class,
          "^[0-9a-f]{16}$",
          Platform.class,
          "^[a-z0-9_]{1,16}/[a-z0-9_]{1,16}(/[a-z0-9_]{1,16})?$",
          PublicKey.class,
          "^[A-Za-z0-9_-]{43}$");

  private static final Map<Class<?>, String> FORMATS =
      Map.of(
          BuildId.class, "uuid",
          DeviceId.class, "uuid",
          ReleaseId.class, "uuid",
          SessionId.class, "uuid",
          Secret.class, "password",
          SecretBytes.class, "password");

  private TextShapes() {}

  static ObjectNode add(Class<?> type, ObjectNode schema) {
    if (PATTERNS.containsKey(type)) {
      schema.put("pattern", PATTERNS.get(type));
    }
    if (FORMATS.containsKey(type)) {
      schema.put("format", FORMATS.get(type));
    }
    return schema;
  }
}
