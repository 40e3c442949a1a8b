package fleet.registry.manifest;

import java.util.Optional;
import java.util.stream.Stream;

/** The manifests that are taken. */
public enum MediaType {
  OCI_IMAGE("application/vnd.oci.image.manifest.v1+json"),
  OCI_INDEX("application/vnd.oci.image.index.v1+json"),
  DOCKER_IMAGE("application/vnd.docker.distribution.manifest.v2+json"),
  DOCKER_LIST("application/vnd.docker.distribution.manifest.list.v2+json");

  private final String text;

  MediaType(String text) {
    this.text = text;
  }

  static Optional<MediaType> parse(String text) {
    return Stream.of(values()).filter(type -> type.text.equals(text)).findFirst();
  }

  /** Says whether it lists manifests instead of layers. */
  boolean isIndex() {
    return this == OCI_INDEX || this == DOCKER_LIST;
  }

  /** As it stands in Content-Type. */
  public String text() {
    return text;
  }
}
