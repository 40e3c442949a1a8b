package fleet.contract.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The shapes of types, worked out once each. Thread-safe. */
final class Shapes {
  private static final Map<Type, Shape> KNOWN = new ConcurrentHashMap<>();

  private Shapes() {}

  /**
   * The shape of this type.
   *
   * @throws IllegalArgumentException when it has none: the wire has other types
   */
  static Shape of(Type type) {
    // Not computeIfAbsent: a type is made of others, and these are put into the same map meanwhile.
    var known = KNOWN.get(type);
    if (known != null) {
      return known;
    }
    var shape = type instanceof ParameterizedType generic ? ofGeneric(generic) : ofClass(type);
    KNOWN.put(type, shape);
    return shape;
  }

  private static Shape ofGeneric(ParameterizedType type) {
    var raw = type.getRawType();
    var arguments = type.getActualTypeArguments();
    if (raw == Map.class) {
      return new Mapping(key(arguments[0]), of(arguments[1]));
    }
    if (raw == Optional.class) {
      return new Maybe(of(arguments[0]));
    }
    if (raw == List.class || raw == Set.class || raw == Collection.class) {
      return new Sequence(of(arguments[0]), raw == Set.class);
    }
    throw new IllegalArgumentException("%s has no shape as JSON".formatted(type));
  }

  private static Text key(Type type) {
    return Text.of((Class<?>) type)
        .orElseThrow(() -> new IllegalArgumentException("%s is not one text".formatted(type)));
  }

  private static Shape ofClass(Type of) {
    var type = (Class<?>) of;
    if (type == int.class || type == Integer.class) {
      return Scalar.INT;
    }
    if (type == long.class || type == Long.class) {
      return Scalar.LONG;
    }
    if (type == boolean.class || type == Boolean.class) {
      return Scalar.BOOLEAN;
    }
    if (type == Object.class || Map.class.isAssignableFrom(type)) {
      return Any.VALUE;
    }
    var text = Text.of(type);
    if (text.isPresent()) {
      return text.get();
    }
    return type.isSealed() ? Union.of(type) : fields(type);
  }

  private static Fields fields(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException("%s has no shape as JSON".formatted(type));
    }
    var fields = new ArrayList<Fields.Field>();
    for (var component : type.getRecordComponents()) {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      fields.add(new Fields.Field(component.getName(), accessor, of(component.getGenericType())));
    }
    return new Fields(constructor(type), fields, kind(type));
  }

  static Constructor<?> constructor(Class<?> type) {
    var components = type.getRecordComponents();
    var types = new Class<?>[components.length];
    for (var place = 0; place < types.length; place++) {
      types[place] = components[place].getType();
    }
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record has this constructor", e);
    }
  }

  private static Optional<String> kind(Class<?> type) {
    for (var above : type.getInterfaces()) {
      if (above.isSealed()) {
        return Optional.of(Union.kind(type));
      }
    }
    return Optional.empty();
  }
}
