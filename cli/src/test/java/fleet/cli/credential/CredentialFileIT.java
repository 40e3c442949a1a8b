package fleet.cli.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;
import fleet.contract.operator.Role;
import fleet.contract.operator.SignedIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialFileIT {
  private static final Credentials SOME =
      Credentials.NONE.with(
          URI.create("http://one:8080"),
          new SignedIn(
              Secret.of("token-1"),
              UserName.parse("ada"),
              Role.OWNER,
              Instant.parse("2026-11-24T00:00:00Z")));

  @TempDir private Path home;

  private Path folder() {
    return home.resolve(".config/fleet");
  }

  private Path path() {
    return folder().resolve("credentials.json");
  }

  private CredentialFile file() {
    return CredentialFile.of(Map.of("HOME", home.toString()));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void what_is_written_is_read_again() {
    file().write(SOME);
    assertThat(file().read()).isEqualTo(SOME);
  }

  @Test
  void without_a_file_nobody_is_signed_in() {
    assertThat(file().read()).isEqualTo(Credentials.NONE);
  }

  @Test
  void only_the_owner_may_read_it() throws IOException {
    file().write(SOME);
    assertThat(mode(path())).isEqualTo("rw-------");
    assertThat(mode(folder())).isEqualTo("rwx------");
  }

  @Test
  void a_file_that_others_could_read_is_closed_to_them_when_it_is_replaced() throws IOException {
    Files.createDirectories(folder());
    Files.writeString(path(), "{\"servers\":{}}");
    Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r--r--"));
    file().write(SOME);
    assertThat(mode(path())).isEqualTo("rw-------");
    assertThat(mode(folder())).isEqualTo("rwx------");
  }

  @Test
  void nothing_but_the_file_is_left_in_the_folder() throws IOException {
    file().write(SOME);
    file().write(Credentials.NONE);
    try (var files = Files.list(folder())) {
      assertThat(files).containsExactly(path());
    }
  }

  @Test
  void the_configuration_folder_can_be_elsewhere() {
    var elsewhere = home.resolve("elsewhere");
    var environment = Map.of("HOME", home.toString(), "XDG_CONFIG_HOME", elsewhere.toString());
    CredentialFile.of(environment).write(SOME);
    assertThat(elsewhere.resolve("fleet/credentials.json")).exists();
    assertThat(path()).doesNotExist();
  }

  @Test
  void a_damaged_file_is_named_and_left_alone() throws IOException {
    Files.createDirectories(folder());
    Files.writeString(path(), "{\"servers\":");
    assertThatThrownBy(() -> file().read())
        .isInstanceOfSatisfying(
            CredentialException.class,
            e -> assertThat(e.hint()).isEqualTo("remove that file, then fleet login"))
        .hasMessageContaining(path().toString());
    assertThat(path()).hasContent("{\"servers\":");
  }

  @Test
  void a_folder_that_cannot_be_made_is_one_sentence() throws IOException {
    Files.writeString(home.resolve(".config"), "a file in the way");
    assertThatThrownBy(() -> file().write(SOME))
        .isInstanceOf(CredentialException.class)
        .hasMessageStartingWith("could not keep the sign-ins in ");
  }
}
