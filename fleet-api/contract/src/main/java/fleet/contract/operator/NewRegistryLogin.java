package fleet.contract.operator;

import fleet.contract.identity.Secret;

/** Who a fleet's builds are at a registry; nobody is told the password again. */
public record NewRegistryLogin(String username, Secret password) {
  private static final int MAX_USERNAME = 200;
  private static final int MAX_PASSWORD = 16 * 1024;

  public NewRegistryLogin {
    if (username.isBlank() || username.length() > MAX_USERNAME || username.contains(":")) {
      throw new IllegalArgumentException(
          "a username has 1 to %d characters and no colon".formatted(MAX_USERNAME));
    }
    if (password.reveal().isEmpty() || password.reveal().length() > MAX_PASSWORD) {
      throw new IllegalArgumentException(
          "a password has 1 to %d characters".formatted(MAX_PASSWORD));
    }
  }
}
