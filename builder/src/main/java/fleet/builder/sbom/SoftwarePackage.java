package fleet.builder.sbom;

/**
 * A package that an image holds, as its own database tells it; what that does not say is empty.
 *
 * @param group Maven's group or npm's scope, without its {@code @}
 * @param architecture in the words of its kind, such as {@code arm64} or {@code aarch64}
 * @param path of the file that tells of it, in the image
 */
record SoftwarePackage(
    Kind kind,
    String group,
    String name,
    String version,
    String architecture,
    Credits credits,
    String path) {
  SoftwarePackage {
    group = Bounds.text(group);
    name = Bounds.text(name);
    version = Bounds.text(version);
    architecture = Bounds.text(architecture);
    if (name.isEmpty() || version.isEmpty()) {
      throw new IllegalArgumentException("a package has a name and a version");
    }
  }

  /** The registries that packages come from, by their names in package URLs. */
  enum Kind {
    DEB("deb"),
    APK("apk"),
    PYPI("pypi"),
    NPM("npm"),
    MAVEN("maven"),
    GENERIC("generic");

    private final String type;

    Kind(String type) {
      this.type = type;
    }

    String type() {
      return type;
    }
  }

  /**
   * Who made it and on what terms, in its own words.
   *
   * @param supplier who made the package of it
   * @param originator who made what is in the package
   * @param source of which it was built
   */
  record Credits(Party supplier, Party originator, String license, String source) {
    static final Credits NONE = new Credits(Party.NOBODY, Party.NOBODY, "", "");

    Credits {
      license = Bounds.text(license);
      source = Bounds.text(source);
    }

    static Credits license(String license) {
      return new Credits(Party.NOBODY, Party.NOBODY, license, "");
    }

    Credits suppliedBy(Party other) {
      return new Credits(other, originator, license, source);
    }

    Credits madeBy(Party other) {
      return new Credits(supplier, other, license, source);
    }

    Credits builtFrom(String other) {
      return new Credits(supplier, originator, license, other);
    }
  }
}
