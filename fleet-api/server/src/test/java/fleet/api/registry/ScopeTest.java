package fleet.api.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.identity.RegistryAccess;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
  @Test
  void scopes_come_in_several_parameters_and_with_spaces_between() {
    var scopes = List.of("repository:a/b:pull,push repository:c:pull", " registry:catalog:* ");
    assertThat(Scope.parse(scopes))
        .containsExactly(
            RegistryAccess.push("a/b"),
            RegistryAccess.pull("c"),
            new RegistryAccess("registry", "catalog", Set.of("*")));
  }

  @Test
  void a_name_may_have_colons() {
    assertThat(Scope.parse(List.of("repository:host:5000/a:pull")))
        .containsExactly(RegistryAccess.pull("host:5000/a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"repository", "repository:a", ":a:pull"})
  void what_is_no_scope_is_refused(String scope) {
    assertThatThrownBy(() -> Scope.parse(List.of(scope)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_is_left_is_what_was_wished_and_is_allowed() {
    var pull = Set.of("pull");
    assertThat(Scope.narrow(RegistryAccess.push("a"), pull)).contains(RegistryAccess.pull("a"));
    assertThat(Scope.narrow(new RegistryAccess("repository", "a", Set.of("delete")), pull))
        .isEmpty();
    assertThat(Scope.narrow(new RegistryAccess("registry", "catalog", pull), pull)).isEmpty();
  }
}
