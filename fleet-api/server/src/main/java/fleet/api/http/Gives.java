package fleet.api.http;

import java.util.List;

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

  /** Where to go instead. */
  record Elsewhere() implements Gives {
    @Override
    public int status() {
      return 303;
    }
  }

  /** One value as JSON. */
  record Value(int status, Class<?> type) implements Gives {}

  /** One value as JSON under the name of its content; 304 for who has it. */
  record Tagged(Class<?> type) implements Gives {
    @Override
    public int status() {
      return 200;
    }
  }

  /** Part of a list, as JSON. */
  record PageOf(Class<?> item) implements Gives {
    @Override
    public int status() {
      return 200;
    }
  }

  /** A list of at most so many, as JSON and as one part. */
  record AllOf(Class<?> item, int most) implements Gives {
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
  record Bytes(List<String> contentTypes) implements Gives {
    public Bytes {
      contentTypes = List.copyOf(contentTypes);
    }

    Bytes(String... contentTypes) {
      this(List.of(contentTypes));
    }

    @Override
    public int status() {
      return 200;
    }
  }

  /** A WebSocket on which the caller says the one and hears the other, a message a frame. */
  record Socket(Class<?> said, Class<?> heard) implements Gives {
    @Override
    public int status() {
      return 101;
    }
  }
}
