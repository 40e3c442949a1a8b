package fleet.api.query;

/** What a device has that is text. */
public sealed interface TextField {
  /** Of the device itself. */
  enum Column implements TextField {
    NAME,
    FLEET,
    TYPE,
    PLATFORM,
    MODEL,
    NOTE
  }

  /** Text with an order; {@code RELEASE} is what it runs. */
  enum Version implements TextField {
    RELEASE,
    TARGET,
    HEALTHY,
    SUPERVISOR
  }

  /** Of the pin that keeps it on a release. */
  enum Pin implements TextField {
    PINNED_BY
  }

  /** The value of a tag. */
  record Tag(String key) implements TextField {}
}
