package fleet.api.device;

import fleet.contract.identity.DeviceName;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes names that people can say: an adjective and a bird, {@code calm-heron}. */
final class DeviceNames {
  private static final List<String> ADJECTIVES =
      List.of(
          "amber", "bold", "brave", "brisk", "calm", "clear", "clever", "crisp", "deft", "eager",
          "early", "fair", "fleet", "fond", "gentle", "glad", "golden", "grand", "happy", "hardy",
          "humble", "jolly", "keen", "kind", "late", "light", "lively", "loyal", "lucky", "mellow",
          "merry", "mild", "misty", "neat", "noble", "patient", "plain", "polite", "proud", "quick",
          "quiet", "rapid", "ready", "rosy", "royal", "shy", "silent", "silver", "sleek", "snowy",
          "sober", "spry", "steady", "sunny", "swift", "tidy", "tiny", "warm", "wild", "wise");
  private static final List<String> BIRDS =
      List.of(
          "auk",
          "avocet",
          "bittern",
          "bunting",
          "condor",
          "coot",
          "crane",
          "crow",
          "cuckoo",
          "curlew",
          "dipper",
          "dove",
          "dunlin",
          "eagle",
          "egret",
          "eider",
          "falcon",
          "finch",
          "gannet",
          "godwit",
          "goose",
          "grebe",
          "gull",
          "harrier",
          "hawk",
          "heron",
          "hobby",
          "hoopoe",
          "ibis",
          "jackdaw",
          "jay",
          "kestrel",
          "kite",
          "knot",
          "lark",
          "linnet",
          "magpie",
          "martin",
          "merlin",
          "osprey",
          "ouzel",
          "owl",
          "petrel",
          "pipit",
          "plover",
          "puffin",
          "quail",
          "raven",
          "robin",
          "rook",
          "ruff",
          "sandpiper",
          "shrike",
          "siskin",
          "skua",
          "snipe",
          "starling",
          "stork",
          "swan",
          "swift",
          "teal",
          "tern",
          "thrush",
          "wagtail",
          "wren");
  private static final int PLAIN_TRIES = 8;
  private static final int MAX_NUMBER = 10_000;

  private final RandomGenerator random;

  DeviceNames(RandomGenerator random) {
    this.random = random;
  }

  /**
   * A name; where many were taken, one with a number.
   *
   * @param tries how many of them were taken before
   */
  DeviceName next(int tries) {
    var name = pick(ADJECTIVES) + "-" + pick(BIRDS);
    return DeviceName.parse(tries < PLAIN_TRIES ? name : name + "-" + random.nextInt(MAX_NUMBER));
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
