package fleet.contract.release;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a service sees at a path beside its image. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Mount.Volume.class, name = "volume"),
  @JsonSubTypes.Type(value = Mount.Memory.class, name = "memory")
})
public sealed interface Mount {
  /** Absolute path in the container. */
  String target();

  /** A named volume of the composition; it outlives releases. */
  record Volume(String name, String target, boolean readOnly) implements Mount {}

  /** A tmpfs, gone with the container. */
  record Memory(String target) implements Mount {}
}
