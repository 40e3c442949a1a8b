package fleet.builder.sbom;

import fleet.contract.release.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says for which processor an image's programs are, by the heads of its ELF files. What an image's
 * configuration says is what it was asked to be; a base image of the one architecture that it has
 * makes it a lie.
 *
 * <pre>
 * 0x7f E L F | class | byte order: 1 little, 2 big | .. | 16: type, 2 bytes | 18: machine, 2 bytes
 * </pre>
 */
public final class Programs {
  private static final int HEAD = 20;
  private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};
  private static final int ORDER_AT = 5;
  private static final int BIG = 2;
  private static final int TYPE_AT = 16;
  private static final int MACHINE_AT = 18;

  /** Programs and libraries; neither objects nor dumps. */
  private static final Set<Integer> TYPES = Set.of(2, 3);

  private static final int X86 = 3;
  private static final int ARM = 40;
  private static final int X86_64 = 62;
  private static final int AARCH64 = 183;

  /** What the processors of an architecture run. */
  private static final Map<String, Set<Integer>> RUN =
      Map.of(
          "amd64", Set.of(X86_64, X86),
          "386", Set.of(X86),
          "arm64", Set.of(AARCH64, ARM),
          "arm", Set.of(ARM));

  private static final Map<Integer, String> NAMES =
      Map.of(X86_64, "amd64", X86, "386", AARCH64, "arm64", ARM, "arm", 243, "riscv64");

  /** Such as build hosts of another kind put into images. */
  private static final String EMULATOR = "qemu-";

  /** After so many that do not fit, none will. */
  private static final int ENOUGH = 100;

  private static final long MAX_BYTES = 64L << 20;

  private final Set<Integer> fitting;
  private @Nullable Foreign first;
  private int seen;

  private Programs(Set<Integer> fitting) {
    this.fitting = fitting;
  }

  /** A program for another processor. */
  public record Foreign(String path, String processor) {}

  /**
   * One of the image's programs, when none of them is for the platform's processors. Reads no
   * further than to the first that is; what cannot be read is taken for right.
   *
   * @param layers from the lowest up
   */
  public static Optional<Foreign> foreign(List<LayerBytes> layers, Platform platform) {
    var fitting = RUN.get(platform.architecture());
    return fitting == null ? Optional.empty() : new Programs(fitting).in(layers);
  }

  private Optional<Foreign> in(List<LayerBytes> layers) {
    var walk = new TarWalk(MAX_BYTES);
    for (var layer : layers) {
      try (var bytes = layer.open()) {
        if (!walk.through(bytes, this::look)) {
          break;
        }
      } catch (IOException e) {
        break;
      }
    }
    return Optional.ofNullable(first);
  }

  /** Says whether it is worth looking further. */
  private boolean look(TarWalk.Entry entry, InputStream content) {
    if (entry.type() != TarWalk.Type.FILE || entry.name().startsWith(EMULATOR)) {
      return true;
    }
    var machine = machine(content);
    if (machine.isEmpty()) {
      return true;
    }
    if (fitting.contains(machine.get())) {
      first = null;
      return false;
    }
    if (first == null) {
      first = new Foreign(Bounds.text(entry.path()), name(machine.get()));
    }
    return ++seen < ENOUGH;
  }

  private static String name(int machine) {
    return NAMES.getOrDefault(machine, "another processor (ELF machine %d)".formatted(machine));
  }

  private static Optional<Integer> machine(InputStream content) {
    try {
      var head = content.readNBytes(HEAD);
      var isElf =
          head.length == HEAD && Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
      return isElf && TYPES.contains(number(head, TYPE_AT))
          ? Optional.of(number(head, MACHINE_AT))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static int number(byte[] head, int at) {
    var low = head[at] & 0xff;
    var high = head[at + 1] & 0xff;
    return head[ORDER_AT] == BIG ? low << Byte.SIZE | high : high << Byte.SIZE | low;
  }
}
