package fleet.contract.codec;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.PublicKey;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.Secret;
import fleet.contract.release.Digest;
import fleet.contract.release.Platform;
import fleet.contract.trust.KeyId;
import fleet.contract.variable.SealedBox;
import fleet.contract.variable.SealingKey;
import fleet.contract.variable.VariableName;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Records of any type with random content: small numbers that every record takes, odd texts. */
final class RandomRecords {
  private static final List<String> TEXTS =
      List.of("", "a", "ö \u0000\u001f\"\\/", "\ud83d\ude80", "line\nline", "null", "tcp");

  private static final int TRIES = 200;

  private final Random random;

  RandomRecords(long seed) {
    this.random = new Random(seed);
  }

  <T> T make(Class<T> type) {
    return type.cast(value(type));
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic(generic);
    }
    var of = (Class<?>) type;
    return scalar(of).orElseGet(() -> of.isSealed() ? oneOf(of) : record(of));
  }

  private Object generic(ParameterizedType type) {
    var arguments = type.getActualTypeArguments();
    var raw = type.getRawType();
    if (raw == Optional.class) {
      return random.nextBoolean() ? Optional.empty() : Optional.of(value(arguments[0]));
    }
    if (raw == Map.class) {
      var map = new LinkedHashMap<Object, Object>();
      for (var i = random.nextInt(4); i > 0; i--) {
        map.put(value(arguments[0]), value(arguments[1]));
      }
      return map;
    }
    var items = raw == List.class ? new ArrayList<Object>() : new LinkedHashSet<Object>();
    for (var i = 1 + random.nextInt(3); i > 0; i--) {
      items.add(value(arguments[0]));
    }
    return items;
  }

  private Optional<Object> scalar(Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return Optional.of(1 + random.nextInt(60_000));
    }
    if (type == long.class || type == Long.class) {
      return Optional.of(1 + random.nextLong(1L << 60));
    }
    if (type == boolean.class || type == Boolean.class) {
      return Optional.of(random.nextBoolean());
    }
    if (type == String.class) {
      return Optional.of(TEXTS.get(random.nextInt(TEXTS.size())));
    }
    if (type.isEnum()) {
      return Optional.of(type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)]);
    }
    return jdk(type).or(() -> ours(type));
  }

  private Optional<Object> jdk(Class<?> type) {
    if (type == Instant.class) {
      return Optional.of(Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
    }
    if (type == Duration.class) {
      return Optional.of(Duration.ofMillis(random.nextInt(100_000_000)));
    }
    if (type == URI.class) {
      return Optional.of(URI.create("https://example.org:1/" + random.nextInt()));
    }
    return type == UUID.class ? Optional.of(uuid()) : Optional.empty();
  }

  private Optional<Object> ours(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "DeviceId" -> Optional.of(DeviceId.parse(uuid().toString()));
      case "ReleaseId" -> Optional.of(ReleaseId.parse(uuid().toString()));
      case "Secret" -> Optional.of(Secret.of("s" + random.nextInt()));
      case "Digest" -> Optional.of(digest());
      case "Platform" ->
          Optional.of(random.nextBoolean() ? Platform.LINUX_AMD64 : Platform.parse("linux/arm/v7"));
      case "PublicKey" -> Optional.of(publicKey());
      case "KeyId" -> Optional.of(KeyId.parse(KeyId.of(publicKey()).toString()));
      case "VariableName" -> Optional.of(VariableName.parse("V" + random.nextInt(99)));
      case "SealingKey" -> Optional.of(sealingKey());
      case "SealedBox" -> Optional.of(box());
      case "DeviceName", "FleetName", "ServiceName", "UserName", "BuildId" -> named(type);
      default -> Optional.empty();
    };
  }

  private Optional<Object> named(Class<?> type) {
    var text = type.getSimpleName().endsWith("Id") ? uuid().toString() : "n" + random.nextInt(99);
    return Optional.of(Text.of(type).orElseThrow().parse(text));
  }

  private SealedBox box() {
    var label = new SealedBox.Label(make(DeviceId.class), VariableName.parse("NAME"), 1);
    return SealedBox.seal(sealingKey(), label, Secret.of("v" + random.nextInt()));
  }

  private Object oneOf(Class<?> type) {
    var kinds = type.getPermittedSubclasses();
    return value(kinds[random.nextInt(kinds.length)]);
  }

  private Object record(Class<?> type) {
    for (var tries = 0; tries < TRIES; tries++) {
      var values = new ArrayList<>();
      for (var component : type.getRecordComponents()) {
        values.add(value(component.getGenericType()));
      }
      try {
        return Reflection.make(Shapes.constructor(type), values.toArray());
      } catch (IllegalArgumentException e) {
        // The record takes not every value of its parts; the next ones then.
      }
    }
    throw new IllegalStateException("no random values make a " + type.getSimpleName());
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private Digest digest() {
    return Digest.of(Long.toString(random.nextLong()).getBytes(StandardCharsets.UTF_8));
  }

  private static SealingKey sealingKey() {
    return SealingKey.of(newKey("X25519"));
  }

  private static PublicKey publicKey() {
    return PublicKey.of(newKey("Ed25519"));
  }

  private static java.security.PublicKey newKey(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPublic();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
