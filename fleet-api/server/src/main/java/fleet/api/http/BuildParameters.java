package fleet.api.http;

import fleet.contract.release.Canary;

/** What whoever uploads a folder may say of its build; the builder reads it again. */
final class BuildParameters {
  private static final Kind<String> TEXT = Kind.text(1000);
  private static final Kind<String> SPAN =
      Kind.matching("^[0-9]{1,6}[smh]?$", "expected a time such as 10m");
  private static final Kind<String> SEED =
      Kind.matching("^-?[0-9]{1,19}$", "expected the seed of a plan");
  private static final String PLATFORM = "[a-z0-9_]{1,16}/[a-z0-9_]{1,16}(?:/[a-z0-9_]{1,16})?";
  private static final Kind<String> PLATFORMS =
      Kind.matching(
          "^%s(?:,%s)*$".formatted(PLATFORM, PLATFORM),
          "expected platforms such as linux/arm64, with commas between");

  private static final Kind<String> SERVICES =
      Kind.matching(
          "^[a-z0-9][a-z0-9._-]{0,62}(?:,[a-z0-9][a-z0-9._-]{0,62})*$",
          "expected services with commas between");

  static final Parameter<?>[] ALL = {
    Parameter.optional("draft", Kind.flag(), "With true, the release is a draft."),
    Parameter.optional(
        "no-cache", Kind.flag(), "With true, nothing is taken from the engine's cache."),
    Parameter.optional("note", TEXT, "A note on the release."),
    Parameter.keyed("tag", TEXT, "Tags the release with the key."),
    Parameter.repeated("platform", PLATFORMS, "Builds for this platform, or several."),
    Parameter.repeated(
        "service", SERVICES, "Builds this service, or several; others keep their images."),
    Parameter.optional(
        "dockerfile", TEXT, "Path of the Dockerfile, in a project without a compose file."),
    Parameter.repeated(
        "image", TEXT, "Takes an image that was built elsewhere: web=ghcr.io/acme/web:1.2."),
    Parameter.repeated(
        "archive", TEXT, "Takes an image out of a file of the folder: web=images/web.tar."),
    Parameter.optional(
        "copy", Kind.flag(), "With true, nothing is built: services take the images they name."),
    Parameter.optional(
        "canary",
        Kind.number(1, Canary.MAX_DEVICES),
        "So many devices get the release first; the rest when it is healthy."),
    Parameter.optional("soak", SPAN, "How long it must stay healthy on those: 10m."),
    Parameter.optional("deadline", SPAN, "How long one of those may be other than healthy: 15m."),
    Parameter.optional("devices", TEXT, "Which devices get it first, by name or id: a,b."),
    Parameter.optional("seed", SEED, "Draws the first devices as a plan with this seed did.")
  };

  /** Which events of a build's log are wanted; the builder reads it again. */
  static final Parameter<?>[] OF_LOG = {
    Parameter.optional("after", Kind.counted(), "Only lines beyond the one of this number."),
    Parameter.optional("search", TEXT, "Only lines with this text, in whatever case."),
    Parameter.optional("steps", Kind.flag(), "With true, only lines that tell a step's end."),
    Parameter.optional("follow", Kind.flag(), "With false, what there is so far, and no more.")
  };

  private BuildParameters() {}
}
