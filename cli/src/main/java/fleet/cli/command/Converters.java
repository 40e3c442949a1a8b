package fleet.cli.command;

import fleet.contract.identity.BuildId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.EngineName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.GroupName;
import fleet.contract.identity.ProviderName;
import fleet.contract.identity.ServiceName;
import fleet.contract.identity.UserName;
import fleet.contract.job.JobDeviceState;
import fleet.contract.node.AccessAction;
import fleet.contract.operator.Role;
import fleet.contract.release.Platform;
import fleet.contract.release.ReleaseState;
import fleet.contract.variable.VariableName;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Turns argument texts into the types that commands work with. */
final class Converters {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([smhd])");

  private Converters() {}

  static void register(CommandLine line) {
    register(line, FleetName.class, FleetName::parse);
    register(line, DeviceName.class, DeviceName::parse);
    register(line, EngineName.class, EngineName::parse);
    register(line, GroupName.class, GroupName::parse);
    register(line, ServiceName.class, ServiceName::parse);
    register(line, UserName.class, UserName::parse);
    register(line, ProviderName.class, ProviderName::parse);
    register(line, VariableName.class, VariableName::parse);
    register(line, BuildId.class, BuildId::parse);
    register(line, Platform.class, Platform::parse);
    register(line, Fingerprint.class, Fingerprint::new);
    register(line, Duration.class, Converters::duration);
    register(line, Role.class, text -> choice(Role.class, text));
    register(line, ReleaseState.class, text -> choice(ReleaseState.class, text));
    register(line, AccessAction.class, text -> choice(AccessAction.class, text));
    register(line, JobDeviceState.class, text -> choice(JobDeviceState.class, text));
    register(line, Goal.class, text -> choice(Goal.class, text));
  }

  /** Reads {@code 90s}, {@code 30m}, {@code 1h} or {@code 7d}. */
  static Duration duration(String text) {
    var parts = DURATION.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a length of time: use a number and s, m, h or d, such as 1h");
    }
    var number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /** Reads a constant by its lower-case name. */
  static <E extends Enum<E>> E choice(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> word(constant).equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                Arrays.stream(type.getEnumConstants())
                    .map(Converters::word)
                    .collect(Collectors.joining(", ", "'" + text + "' is none of ", ""))));
  }

  /** A constant as people write it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <T> void register(CommandLine line, Class<T> type, Function<String, T> parse) {
    line.registerConverter(
        type,
        text -> {
          try {
            return parse.apply(text);
          } catch (IllegalArgumentException e) {
            var reason = e.getMessage();
            throw (TypeConversionException)
                new TypeConversionException(reason == null ? "not understood" : reason)
                    .initCause(e);
          }
        });
  }
}
