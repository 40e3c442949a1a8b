package fleet.cli.doctor;

/** What makes a missing thing be there. */
public sealed interface Remedy {
  /** One line for whoever is asked to agree. */
  String describe();

  /** Install a package of Debian's. */
  record InstallPackage(String name) implements Remedy {
    @Override
    public String describe() {
      return "apt-get install " + name;
    }
  }

  /** Tell the kernel which program runs that processor's programs, by a file of binfmt.d. */
  record RegisterFormat(String name) implements Remedy {
    @Override
    public String describe() {
      return "register %s with the kernel (binfmt_misc)".formatted(name);
    }
  }

  /** Nothing that can be done from here. */
  record ByHand(String advice) implements Remedy {
    @Override
    public String describe() {
      return advice;
    }
  }
}
