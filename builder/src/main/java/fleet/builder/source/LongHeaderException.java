package fleet.builder.source;

import java.io.IOException;

/** A tar holds a header that no honest one has. */
final class LongHeaderException extends IOException {
  private static final long serialVersionUID = 1L;

  LongHeaderException() {
    super("the tar holds a header of more than 1 MiB");
  }
}
