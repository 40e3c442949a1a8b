package fleet.api.http;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/** What a route answers. */
sealed interface Answer {
  /** What can be sent now. */
  sealed interface Ready extends Answer {}

  /** Nothing but that it is done, when it is. */
  record Later(CompletionStage<Void> done) implements Answer {}

  /** A value as JSON. */
  record Json(int status, Object value) implements Ready {}

  /** Nothing but a status. */
  record Empty(int status) implements Ready {}

  /** A value as JSON under the name of its content. */
  record Tagged(String etag, Object value) implements Ready {}

  /** Nothing, for the caller has what that name names. */
  record Unchanged(String etag) implements Ready {}

  /** Nothing, for what is wanted is there; what it names is nobody else's to know. */
  record Elsewhere(URI address) implements Ready {}

  /** A text. */
  record Text(String contentType, String text) implements Ready {}

  /** A file of this machine. */
  record File(String contentType, Path path) implements Ready {}

  /** A text without an end of its own, written as it comes. */
  record Stream(String contentType, Writer writer) implements Ready {}

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

  static Ready ok(Object value) {
    return new Json(200, value);
  }

  static Ready created(Object value) {
    return new Json(201, value);
  }

  static Ready done() {
    return new Empty(204);
  }
}
