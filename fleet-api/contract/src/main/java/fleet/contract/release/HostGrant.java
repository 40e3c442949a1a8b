package fleet.contract.release;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One thing of a machine that a service asks for, or that a fleet's services are given: {@code
 * privileged}, {@code network}, {@code capability:NET_ADMIN}, {@code device:/dev/ttyUSB*}, {@code
 * folder:/run/dbus}.
 *
 * @param subject what of the kind; empty where the kind is one thing
 */
public record HostGrant(Kind kind, String subject) implements Comparable<HostGrant> {
  /** What there is of a machine. */
  public enum Kind {
    /** Everything of a device, as if there were no container. */
    PRIVILEGED(false),
    /** The machine's own network. */
    NETWORK(false),
    /** All processes of the machine. */
    PID(false),
    /** Shared memory and semaphores of the machine. */
    IPC(false),
    /** The machine's name. */
    UTS(false),
    /** User ids that are the machine's. */
    USER(false),
    /** No filter of system calls, or another profile. */
    UNCONFINED(false),
    /** A capability more than containers have; {@code ALL} for all. */
    CAPABILITY(true),
    /** A device node; a {@code *} at the end stands for anything. */
    DEVICE(true),
    /** A folder or file, and all below it. */
    FOLDER(true),
    /** The network of the server that builds, for the steps of builds. */
    BUILD_NETWORK(false);

    private final boolean hasSubject;

    Kind(boolean hasSubject) {
      this.hasSubject = hasSubject;
    }
  }

  private static final Pattern CAPABILITY = Pattern.compile("[A-Z][A-Z_]{1,39}");
  private static final Pattern PATH = Pattern.compile("/[^\\p{Cntrl}:]{0,254}");
  private static final String ALL = "ALL";

  public HostGrant {
    if (kind.hasSubject == subject.isEmpty()) {
      throw new IllegalArgumentException(
          kind.hasSubject ? "say which %s".formatted(word(kind)) : word(kind) + " is one thing");
    }
    switch (kind) {
      case CAPABILITY -> require(CAPABILITY, subject, "a capability, such as NET_ADMIN");
      case DEVICE, FOLDER -> requirePath(subject);
      default -> {}
    }
  }

  public static HostGrant of(Kind kind) {
    return new HostGrant(kind, "");
  }

  public static HostGrant of(Kind kind, String subject) {
    return new HostGrant(kind, subject);
  }

  /**
   * Reads {@code KIND} or {@code KIND:SUBJECT}.
   *
   * @throws IllegalArgumentException when it is none
   */
  @JsonCreator
  public static HostGrant parse(String text) {
    var colon = text.indexOf(':');
    var word = colon < 0 ? text : text.substring(0, colon);
    var kind =
        Arrays.stream(Kind.values())
            .filter(it -> word(it).equals(word))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "'%s' is none of %s"
                        .formatted(
                            word,
                            Arrays.stream(Kind.values())
                                .map(HostGrant::word)
                                .collect(Collectors.joining(", ")))));
    return new HostGrant(kind, colon < 0 ? "" : text.substring(colon + 1));
  }

  /** Whether who has this has that. */
  public boolean covers(HostGrant other) {
    if (kind == Kind.PRIVILEGED) {
      return other.kind != Kind.BUILD_NETWORK;
    }
    return kind == other.kind
        && switch (kind) {
          case CAPABILITY -> subject.equals(ALL) || subject.equals(other.subject);
          case DEVICE ->
              subject.endsWith("*")
                  ? other.subject.startsWith(subject.substring(0, subject.length() - 1))
                  : subject.equals(other.subject);
          case FOLDER ->
              subject.equals("/")
                  || subject.equals(other.subject)
                  || other.subject.startsWith(subject + "/");
          default -> true;
        };
  }

  @Override
  public int compareTo(HostGrant other) {
    return toString().compareTo(other.toString());
  }

  @Override
  @JsonValue
  public String toString() {
    return subject.isEmpty() ? word(kind) : word(kind) + ":" + subject;
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** No dots and no slash at the end: such a path could name another than it seems to. */
  private static void requirePath(String path) {
    require(PATH, path, "a path of a machine, such as /run/dbus");
    var parts = path.substring(1).split("/", -1);
    var isPlain =
        path.equals("/")
            || Arrays.stream(parts)
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (!isPlain) {
      throw new IllegalArgumentException("write '%s' without dots and doubled '/'".formatted(path));
    }
  }

  private static void require(Pattern pattern, String text, String what) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException("'%s' is not %s".formatted(text, what));
    }
  }
}
