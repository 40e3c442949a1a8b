package fleet.api.http;

import java.util.List;

/** What body a route takes. */
sealed interface Takes {
  /** The most bytes that are read of a body before it is answered. */
  int limit();

  /** None; a small one is read and thrown away. */
  record Nothing() implements Takes {
    @Override
    public int limit() {
      return 1024;
    }
  }

  /** One value as JSON. */
  record Json(Class<?> type, int limit) implements Takes {}

  /** Something that is not JSON, passed on as it comes. */
  record Bytes(List<String> contentTypes) implements Takes {
    public Bytes {
      contentTypes = List.copyOf(contentTypes);
    }

    Bytes(String... contentTypes) {
      this(List.of(contentTypes));
    }

    @Override
    public int limit() {
      return 0;
    }
  }
}
