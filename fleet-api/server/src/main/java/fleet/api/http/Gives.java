package fleet.api.http;

/** What a route answers when all is well. */
sealed interface Gives {
  /** Its status. */
  int status();

  /** No body. */
  record Nothing() implements Gives {
    @Override
    public int status() {
      return 204;
    }
  }

  /** One value as JSON. */
  record Value(int status, Class<?> type) implements Gives {}

  /** Part of a list, as JSON. */
  record PageOf(Class<?> item) implements Gives {
    @Override
    public int status() {
      return 200;
    }
  }

  /** One value a line, as they come. */
  record Lines(Class<?> item) implements Gives {
    @Override
    public int status() {
      return 200;
    }
  }

  /** Server-sent events. */
  record Events(Class<?> item) implements Gives {
    @Override
    public int status() {
      return 200;
    }
  }

  /** Something that is not JSON. */
  record Bytes(String contentType) implements Gives {
    @Override
    public int status() {
      return 200;
    }
  }

  /** A WebSocket. */
  record Socket() implements Gives {
    @Override
    public int status() {
      return 101;
    }
  }
}
