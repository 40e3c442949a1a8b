package fleet.builder;

/** On an engine whose images lie with its graph driver. */
final class SessionIT extends SessionContract {
  @Override
  String engine() {
    return Lab.engineUrl();
  }
}
