package fleet.builder.sbom;

import java.util.regex.Pattern;

/**
 * Somebody as SPDX names them, {@code Person: Ada Lovelace (ada@example.org)}.
 *
 * @param value empty for nobody
 */
record Party(String value) {
  static final Party NOBODY = new Party("");
  private static final Pattern MAILBOX = Pattern.compile("([^<]*)<([^<>]*)>.*", Pattern.DOTALL);

  /** Reads {@code Ada Lovelace <ada@example.org>}, with or without the address. */
  static Party person(String mailbox) {
    var match = MAILBOX.matcher(mailbox);
    return match.matches()
        ? of("Person", match.group(1), match.group(2))
        : of("Person", mailbox, "");
  }

  static Party person(String name, String address) {
    return of("Person", name, address);
  }

  static Party organization(String name) {
    return of("Organization", name, "");
  }

  private static Party of(String kind, String name, String address) {
    var who = plain(name);
    var where = plain(address);
    if (who.isEmpty() && where.isEmpty()) {
      return NOBODY;
    }
    if (who.isEmpty()) {
      return new Party("%s: %s".formatted(kind, where));
    }
    return new Party("%s: %s%s".formatted(kind, who, where.isEmpty() ? "" : " (" + where + ")"));
  }

  private static String plain(String text) {
    return Bounds.text(text.replaceAll("[()\"]", " "));
  }
}
