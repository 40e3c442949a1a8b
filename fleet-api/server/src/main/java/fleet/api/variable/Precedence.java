package fleet.api.variable;

import fleet.contract.identity.ServiceName;
import fleet.contract.operator.VariableLevel;
import fleet.contract.operator.VariableView;
import fleet.contract.variable.VariableName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which of a name's variables a service is given: that of the last level. Pure. */
final class Precedence {
  private static final Comparator<VariableView> ORDER = Comparator.comparing(Precedence::cursor);

  private static final Comparator<VariableView> BY_LEVEL =
      Comparator.comparing(VariableView::level).thenComparing(ORDER);

  private Precedence() {}

  static VariableLevel level(boolean ofDevice, Optional<ServiceName> service) {
    if (ofDevice) {
      return service.isPresent() ? VariableLevel.DEVICE_SERVICE : VariableLevel.DEVICE;
    }
    return service.isPresent() ? VariableLevel.SERVICE : VariableLevel.FLEET;
  }

  /** Sorts by name, level and service. */
  static String cursor(VariableView view) {
    return cursor(view.name(), view.level(), view.service());
  }

  /** No name has a character that sorts before the stroke. */
  static String cursor(VariableName name, VariableLevel level, Optional<ServiceName> service) {
    var order =
        switch (level) {
          case FLEET -> "/1/";
          case SERVICE -> "/2/";
          case DEVICE -> "/3/";
          case DEVICE_SERVICE -> "/4/";
        };
    return name + order + service.map(ServiceName::value).orElse("");
  }

  /**
   * What a device is given, by name and level, each with the levels that it hides: those below at
   * which all who get it would get another value. A variable that nobody gets is left out.
   */
  static List<VariableView> effective(List<VariableView> set) {
    return set.stream()
        .filter(view -> set.stream().noneMatch(other -> hides(other, view)))
        .sorted(ORDER)
        .map(view -> withHidden(view, set))
        .toList();
  }

  /**
   * The same with the lower levels first: of one name that a service is given twice, the later
   * wins.
   */
  static List<VariableView> inOrder(List<VariableView> set) {
    return effective(set).stream().sorted(BY_LEVEL).toList();
  }

  /** What one service is given of a name, among what is set for the fleet and its device. */
  static Optional<VariableView> given(
      List<VariableView> set, ServiceName service, VariableName name) {
    return set.stream()
        .filter(view -> view.name().equals(name))
        .filter(view -> view.service().filter(of -> !of.equals(service)).isEmpty())
        .max(Comparator.comparing(VariableView::level));
  }

  private static VariableView withHidden(VariableView view, List<VariableView> set) {
    var hidden =
        set.stream()
            .filter(other -> beats(view, other))
            .map(VariableView::level)
            .distinct()
            .sorted()
            .toList();
    return new VariableView(
        view.level(),
        view.service(),
        view.name(),
        view.version(),
        view.secret(),
        view.value(),
        view.setBy(),
        view.setAt(),
        hidden);
  }

  /** Whether nobody gets the lower one because of the upper one. */
  private static boolean hides(VariableView upper, VariableView lower) {
    return beats(upper, lower)
        && (upper.service().isEmpty() || upper.service().equals(lower.service()));
  }

  /** Whether somebody gets the upper one in place of the lower one. */
  private static boolean beats(VariableView upper, VariableView lower) {
    var meet =
        upper.service().isEmpty()
            || lower.service().isEmpty()
            || upper.service().equals(lower.service());
    return upper.name().equals(lower.name()) && upper.level().compareTo(lower.level()) > 0 && meet;
  }
}
