package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fleet trust} and {@code fleet release sign}, with keys in files, against the real API. */
class SigningIT {
  private static RealApi api;

  @TempDir private Path home;
  private String fleet;

  @BeforeAll
  static void start() {
    api = new RealApi();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void a_fleet_and_two_keys() {
    fleet = api.newFleet(home);
    done("trust", "new-key", "alice.key");
    done("trust", "new-key", "bob.key");
  }

  @Test
  void a_release_waits_until_it_is_signed_here() {
    assertThat(done("trust", "signers", fleet).err()).contains("the server alone signs");
    var required = done("trust", "require", fleet, "1", "--signer", "alice=alice.key.pub", "--yes");
    assertThat(required.out()).contains("alice");
    assertThat(required.err()).contains("%s requires 1 of 1 to sign each release".formatted(fleet));
    api.release(fleet, "1.0.0");
    assertThat(done("release", "list", fleet).out()).contains("unsigned");
    var unsigned = run("release", "verify", fleet, "1.0.0");
    assertThat(unsigned.exitCode()).isEqualTo(1);
    assertThat(unsigned.err())
        .contains("has 0 of the 1 signatures that fleet %s requires".formatted(fleet))
        .contains("fleet release sign %s 1.0.0 --key FILE".formatted(fleet));

    assertThat(run("release", "sign", fleet, "1.0.0", "--key", "bob.key", "--yes").err())
        .contains("is of no signer of fleet " + fleet);
    assertThat(done("release", "sign", fleet, "1.0.0", "--key", "alice.key", "--yes").out())
        .isEqualTo("1.0.0 is signed, and goes out to %s\n".formatted(fleet));
    assertThat(done("release", "verify", fleet, "1.0.0").out())
        .contains("and by      alice (1 required)");
    assertThat(done("release", "sign", fleet, "1.0.0", "--key", "alice.key", "--yes").out())
        .isEqualTo("1.0.0 is signed\n");
  }

  @Test
  void a_signature_that_comes_late_says_how_to_go_back() {
    done("trust", "require", fleet, "1", "--signer", "alice=alice.key.pub", "--yes");
    api.release(fleet, "1.1.0");
    api.release(fleet, "1.2.0");
    done("release", "sign", fleet, "1.2.0", "--key", "alice.key", "--yes");
    assertThat(done("release", "sign", fleet, "1.1.0", "--key", "alice.key", "--yes").out())
        .isEqualTo(
            "1.1.0 is signed, and does not go out, for %s runs 1.2.0, which is newer: fleet release deploy %s 1.1.0 goes back to it\n"
                .formatted(fleet, fleet));
    assertThat(done("release", "show", fleet, "1.1.0").out()).contains("runs 1.2.0");
  }

  @Test
  void a_key_whose_public_half_cannot_be_written_is_none() throws IOException {
    Files.writeString(home.resolve("carol.key.pub"), "somebody's");
    assertThat(run("trust", "new-key", "carol.key").err())
        .contains("carol.key.pub is there already");
    assertThat(home.resolve("carol.key")).doesNotExist();
  }

  @Test
  void what_is_signed_on_a_machine_without_a_server_is_brought_back() throws IOException {
    done(
        "trust",
        "require",
        fleet,
        "2",
        "--signer",
        "alice=alice.key.pub",
        "--signer",
        "bob=bob.key.pub",
        "--yes");
    api.release(fleet, "1.0.0");
    done("release", "sign", fleet, "1.0.0", "--export", "release.json");
    var early = run("trust", "send", "release.json");
    assertThat(early.err()).contains("no signer of %s has signed release.json".formatted(fleet));

    var away = Files.createDirectory(home.resolve("away"));
    for (var file : new String[] {"release.json", "alice.key", "bob.key"}) {
      Files.move(home.resolve(file), away.resolve(file));
    }
    var shown =
        new TestShell(away).run("trust", "sign", "release.json", "--key", "alice.key", "--yes");
    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.err())
        .contains("1.0.0")
        .contains(fleet)
        .contains("linux/arm64")
        .contains("sha256:");
    Files.copy(away.resolve("release.json"), home.resolve("release.json"));
    assertThat(done("trust", "send", "release.json").out())
        .isEqualTo("1.0.0 is signed, and waits for others to sign it\n");
    new TestShell(away).run("trust", "sign", "release.json", "--key", "bob.key", "--yes");
    Files.delete(home.resolve("release.json"));
    Files.copy(away.resolve("release.json"), home.resolve("release.json"));
    assertThat(done("trust", "send", "release.json").out()).contains("goes out to " + fleet);
  }

  @Test
  void signers_change_themselves_here_or_elsewhere() {
    done("trust", "require", fleet, "1", "--signer", "alice=alice.key.pub", "--yes");
    var refused = run("trust", "require", fleet, "0", "--yes");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("the change has 0 of the 1 signatures").contains("hint: ");
    done(
        "trust",
        "require",
        fleet,
        "1",
        "--signer",
        "bob=bob.key.pub",
        "--key",
        "alice.key",
        "--yes");
    done("trust", "require", fleet, "1", "--without", "alice", "--export", "change.json");
    assertThat(run("trust", "send", "change.json").exitCode()).isEqualTo(1);
    var signed = done("trust", "sign", "change.json", "--key", "bob.key", "--yes");
    assertThat(signed.err())
        .contains("   bob")
        .contains("-  alice")
        .contains("what it is compared to was not signed with this key");
    done("trust", "send", "change.json");
    assertThat(done("trust", "signers", fleet, "--json").out()).contains("\"generation\":3");
    assertThat(run("trust", "send", "change.json").err()).contains("somebody else changed them");
    assertThat(run("trust", "require", fleet, "1", "--without", "carol", "--yes").exitCode())
        .isEqualTo(2);
    assertThat(run("trust", "require", fleet, "2", "--yes").err())
        .contains("2 signatures of 1 signers");
  }

  @Test
  void files_that_are_no_keys_or_lie_open_are_refused() throws IOException {
    Files.writeString(home.resolve("note"), "hello");
    var key = home.resolve("alice.key");
    assertThat(Files.getPosixFilePermissions(key))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(run("trust", "new-key", "alice.key").err()).contains("is there already");
    for (var wrong : new String[] {"note", "alice.key.pub", "absent"}) {
      var ran = run("trust", "require", fleet, "0", "--key", wrong, "--yes");
      assertThat(ran.exitCode()).as(wrong).isNotZero();
      assertThat(ran.err()).startsWith("fleet: ").doesNotContain("Exception");
    }
    assertThat(run("trust", "require", fleet, "0", "--signer", "a=alice.key", "--yes").err())
        .contains("is no public key in PEM")
        .doesNotContain("PRIVATE");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(run("trust", "require", fleet, "0", "--key", "alice.key", "--yes").err())
        .contains("others may read")
        .contains("chmod 600");
    assertThat(run("trust", "sign", "note", "--key", "bob.key", "--yes").err())
        .contains("nothing to be signed");
    assertThat(run("release", "sign", fleet, "1.0.0").exitCode()).isEqualTo(2);
  }

  @Test
  void a_key_that_openssl_made_signs_too() throws Exception {
    var file = home.resolve("carol.key");
    openssl("genpkey", "-algorithm", "ed25519", "-out", file.toString());
    openssl("pkey", "-in", file.toString(), "-pubout", "-out", file + ".pub");
    done("trust", "require", fleet, "1", "--signer", "carol=carol.key.pub", "--yes");
    api.release(fleet, "1.0.0");
    assertThat(done("release", "sign", fleet, "1.0.0", "--key", "carol.key", "--yes").out())
        .contains("goes out");
    openssl("genpkey", "-algorithm", "x25519", "-out", home.resolve("x.key").toString());
    assertThat(run("trust", "require", fleet, "1", "--key", "x.key", "--yes").err())
        .contains("is no Ed25519 private key");
  }

  @Test
  void the_server_gets_a_new_key_and_what_was_signed_still_is() {
    api.release(fleet, "1.0.0");
    done("release", "verify", fleet, "1.0.0");
    assertThat(run("trust", "rotate").exitCode()).isEqualTo(2);
    assertThat(done("trust", "rotate", "--yes").out()).contains("generation 2; devices follow");
    var verified = done("release", "verify", fleet, "1.0.0");
    assertThat(verified.out()).contains("generation  2");
    assertThat(verified.err()).isEmpty();
  }

  private static void openssl(String... words) throws IOException, InterruptedException {
    var all = new ArrayList<String>();
    all.add("openssl");
    all.addAll(List.of(words));
    var process = new ProcessBuilder(all).inheritIO().start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private TestShell.Ran done(String... arguments) {
    var ran = run(arguments);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    return ran;
  }

  private TestShell.Ran run(String... arguments) {
    return new TestShell(home).at(Clock.systemUTC()).run(arguments);
  }
}
