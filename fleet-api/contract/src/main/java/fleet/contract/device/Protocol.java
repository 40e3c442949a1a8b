package fleet.contract.device;

/** The version of the device protocol; its history stands in the package-info of fleet.contract. */
public final class Protocol {
  public static final int CURRENT = 1;

  private Protocol() {}
}
