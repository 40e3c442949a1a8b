package fleet.builder.plan;

/** Where an image is that was built elsewhere. */
public sealed interface Origin {
  /** At a registry. */
  record Registry(ImageName name) implements Origin {
    @Override
    public String toString() {
      return name.toString();
    }
  }

  /** In a file of the project, an OCI layout or what {@code docker save} writes, as a tar. */
  record Archive(String path) implements Origin {
    @Override
    public String toString() {
      return path;
    }
  }
}
