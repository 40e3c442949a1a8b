package fleet.api.access.provider;

/**
 * A provider is away, or does not speak as it should. The message goes on after its title: "its ID
 * token is over".
 */
final class ProviderFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProviderFault(String message) {
    super(message);
  }

  ProviderFault(String message, Throwable cause) {
    super(message, cause);
  }
}
