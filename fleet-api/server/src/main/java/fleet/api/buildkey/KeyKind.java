package fleet.api.buildkey;

import java.util.Locale;

/** What a key opens. */
enum KeyKind {
  SECRET,
  REGISTRY;

  /** As the database and the audit log have it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
