package fleet.api.access.account;

/**
 * From where somebody asks to be let in.
 *
 * @param address of the connection
 * @param agent what the program calls itself; cut to 200 characters
 */
public record Origin(String address, String agent) {
  private static final int MAX_AGENT = 200;

  public Origin {
    agent = agent.substring(0, Math.min(MAX_AGENT, agent.length()));
  }

  /** Whom one of them stands for when many come: the address, of IPv6 its network. */
  public String network() {
    return LockOuts.network(address);
  }
}
