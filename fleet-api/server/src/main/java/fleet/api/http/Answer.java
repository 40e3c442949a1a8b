package fleet.api.http;

import java.net.URI;
import java.nio.file.Path;

/** What a route answers. */
sealed interface Answer {
  /** A value as JSON. */
  record Json(int status, Object value) implements Answer {}

  /** Nothing but a status. */
  record Empty(int status) implements Answer {}

  /** A value as JSON under the name of its content. */
  record Tagged(String etag, Object value) implements Answer {}

  /** Nothing, for the caller has what that name names. */
  record Unchanged(String etag) implements Answer {}

  /** Nothing, for what is wanted is there; what it names is nobody else's to know. */
  record Elsewhere(URI address) implements Answer {}

  /** A text. */
  record Text(String contentType, String text) implements Answer {}

  /** A file of this machine. */
  record File(String contentType, Path path) implements Answer {}

  /** A text without an end of its own, written as it comes. */
  record Stream(String contentType, Writer writer) implements Answer {}

  /** Writes a stream until it is over or the reader is gone. */
  interface Writer {
    void write(Sink sink) throws InterruptedException;
  }

  /** Where a stream goes. */
  interface Sink {
    /**
     * Writes, and returns when the reader's side has taken it.
     *
     * @throws ReaderGoneException when nobody reads any more
     */
    void write(String text);
  }

  static Answer ok(Object value) {
    return new Json(200, value);
  }

  static Answer created(Object value) {
    return new Json(201, value);
  }

  static Answer done() {
    return new Empty(204);
  }
}
