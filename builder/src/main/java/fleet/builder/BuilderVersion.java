package fleet.builder;

import java.util.Optional;

/** The version of this builder. */
final class BuilderVersion {
  private BuilderVersion() {}

  static String own() {
    return Optional.ofNullable(BuilderVersion.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }
}
