package fleet.builder;

import java.net.URI;

/** On an engine whose images lie with its graph driver. */
final class SessionIT extends SessionContract {
  @Override
  URI engine() {
    return Lab.engineUrl();
  }
}
