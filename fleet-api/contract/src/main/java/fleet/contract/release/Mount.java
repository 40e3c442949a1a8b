package fleet.contract.release;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** What a service sees at a path beside its image. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Mount.Volume.class, name = "volume"),
  @JsonSubTypes.Type(value = Mount.Memory.class, name = "memory")
})
public sealed interface Mount {
  /** Absolute path in the container. */
  String target();

  /**
   * A named volume of the composition; it outlives releases.
   *
   * @param noCopy present and true: an empty one is not filled with what the image has there
   */
  record Volume(String name, String target, boolean readOnly, Optional<Boolean> noCopy)
      implements Mount {
    public Volume {
      noCopy = noCopy.filter(it -> it);
    }

    /** A volume that begins with what the image has there. */
    public Volume(String name, String target, boolean readOnly) {
      this(name, target, readOnly, Optional.empty());
    }
  }

  /**
   * A tmpfs, gone with the container.
   *
   * @param bytes at most; half of the device's memory where absent
   * @param mode permission bits of the folder
   */
  record Memory(String target, Optional<Long> bytes, Optional<Integer> mode) implements Mount {
    /** A tmpfs as the engine makes them. */
    public Memory(String target) {
      this(target, Optional.empty(), Optional.empty());
    }
  }
}
