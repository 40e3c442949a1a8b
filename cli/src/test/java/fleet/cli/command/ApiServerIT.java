package fleet.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.Json;
import fleet.contract.device.Registered;
import fleet.contract.identity.Secret;
import fleet.contract.operator.ProvisioningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The commands against the real API with a real PostgreSQL. */
@TestInstance(Lifecycle.PER_CLASS)
class ApiServerIT {
  private final RealApi api = new RealApi();

  @TempDir private Path home;

  @AfterAll
  void stop() {
    api.close();
  }

  @BeforeEach
  void the_admin_is_signed_in() {
    api.signInAdmin(home);
  }

  private TestShell.Ran run(String... arguments) {
    return RealApi.run(home, arguments);
  }

  @Test
  void signing_in_and_out() {
    assertThat(run("whoami").out()).contains("admin").contains("owner").contains(api.url());
    assertThat(api.signIn(home, "admin", "not the password").exitCode()).isEqualTo(4);
    assertThat(run("logout").exitCode()).isZero();
    var over = run("whoami", "--server", api.url());
    assertThat(over.exitCode()).isEqualTo(4);
    assertThat(over.err()).contains("you are not signed in to " + api.url());
  }

  @Test
  void a_token_that_was_signed_out_opens_nothing_any_more() throws IOException {
    var kept = Files.readString(home.resolve(".config/fleet/credentials.json"));
    assertThat(run("logout").exitCode()).isZero();
    Files.writeString(home.resolve(".config/fleet/credentials.json"), kept);
    var ran = run("list");
    assertThat(ran)
        .isEqualTo(new TestShell.Ran(4, "", "fleet: your sign-in is over\n  hint: fleet login\n"));
  }

  @Test
  void a_fleet_is_made_shown_listed_and_removed() {
    var name = api.newFleet(home);
    var again = run("create", name);
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.errLines().getFirst()).startsWith("fleet: there is a fleet '" + name + "'");
    assertThat(run("list").out()).contains("\n" + name + " ");
    assertThat(run("show", name).out())
        .contains("ssh://git@127.0.0.1:2222/" + name + ".git")
        .contains("no devices yet");
    assertThat(run("release", "list", name).err()).startsWith("no releases yet");
    assertThat(run("rm", name, "--yes").exitCode()).isZero();
    assertThat(run("show", name).exitCode()).isEqualTo(3);
  }

  @Test
  void what_is_not_there_ends_with_three() {
    var name = api.newFleet(home);
    assertThat(run("show", "nowhere").exitCode()).isEqualTo(3);
    assertThat(run("release", "show", name, "1.0.0").exitCode()).isEqualTo(3);
    assertThat(run("device", "show", "nothing").exitCode()).isEqualTo(3);
    assertThat(run("logs", "nothing").exitCode()).isEqualTo(3);
    assertThat(run("push", "nowhere").exitCode()).isEqualTo(3);
  }

  @Test
  void a_device_registers_with_the_key_and_is_seen() throws Exception {
    var name = api.newFleet(home);
    var added = run("device", "add", name, "--json");
    assertThat(added.exitCode()).as(added.err()).isZero();
    var key = Json.read(added.out(), ProvisioningKey.class);
    var device = register(key.key(), "pi-of-" + name);

    assertThat(run("device", "list", "--fleet", name).outLines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("pi-of-" + name)
        .contains("linux/arm64");
    assertThat(run("device", "show", device.device().toString()).out()).contains("never");
    assertThat(run("device", "why", "pi-of-" + name).outLines()).hasSize(1);
    assertThat(run("logs", "pi-of-" + name).exitCode()).isZero();
    assertThat(run("device", "rm", "pi-of-" + name, "--yes").exitCode()).isZero();
    assertThat(run("device", "show", device.device().toString()).exitCode()).isEqualTo(3);
  }

  @Test
  void a_device_is_renamed_tagged_noted_found_and_moved() throws Exception {
    var name = api.newFleet(home);
    var other = api.newFleet(home);
    var id = register(newKey(name).key(), "pi-of-" + name).device().toString();
    assertThat(run("device", "rename", id, "oven-of-" + name).out())
        .isEqualTo("the device of %1$s is called oven-of-%1$s now\n".formatted(name));
    assertThat(run("device", "tag", id, "site=berlin", "room=1 a").out())
        .isEqualTo("oven-of-%s has room=1 a site=berlin\n".formatted(name));
    assertThat(run("device", "tag", id, "room=").out()).endsWith("has site=berlin\n");
    assertThat(run("device", "tag", id, "room").exitCode()).isEqualTo(2);
    assertThat(run("device", "tag", id, "Room=1").exitCode()).isEqualTo(2);
    assertThat(run("device", "note", id, "behind the oven").exitCode()).isZero();
    assertThat(run("device", "show", id).out()).contains("site=berlin").contains("behind the oven");

    var where = "tag.site = berlin and note like *oven and fleet = " + name;
    assertThat(run("device", "list", "--where", where).outLines()).hasSize(2);
    assertThat(run("device", "list", "--where", "tag.site = x").err())
        .isEqualTo("there are no such devices\n");
    var wrong = run("device", "list", "--where", "tag.site ~ x");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.errLines().getFirst()).contains("at character 10");

    assertThat(run("device", "move", id, "--to", other).out())
        .isEqualTo("oven-of-%s belongs to %s now, and should run nothing\n".formatted(name, other));
    assertThat(run("device", "move", id, "--to", "nowhere").exitCode()).isEqualTo(3);
  }

  @Test
  void groups_are_saved_listed_shown_and_removed() throws Exception {
    var name = api.newFleet(home);
    var id = register(newKey(name).key(), "pi-of-" + name).device().toString();
    var query = "name like pi-of-" + name;
    assertThat(run("group", "add", "all-" + name, "--where", query).exitCode()).isZero();
    assertThat(run("group", "add", "one-" + name, id, "--fleet", name).exitCode()).isZero();
    assertThat(run("group", "add", "none").exitCode()).isEqualTo(2);
    assertThat(run("group", "list").out()).contains(query).contains("named devices");
    assertThat(run("group", "show", "all-" + name).outLines()).hasSize(2);
    assertThat(run("group", "show", "one-" + name).outLines()).hasSize(2);
    assertThat(run("group", "set", "one-" + name).exitCode()).isEqualTo(2);
    assertThat(run("group", "set", "one-" + name, "--where", query).exitCode()).isEqualTo(1);
    assertThat(run("group", "set", "one-" + name, "--remove", id, "--note", "spare").out())
        .isEqualTo(
            "group one-%1$s is changed: fleet group show one-%1$s shows its devices\n"
                .formatted(name));
    assertThat(run("group", "list").out()).contains("spare");
    assertThat(run("group", "show", "one-" + name).err())
        .isEqualTo("note: spare\nno device is in group one-%s now\n".formatted(name));
    assertThat(run("group", "set", "one-" + name, "--add", id + ",pi-of-" + name).exitCode())
        .isZero();
    assertThat(run("group", "show", "one-" + name).outLines()).hasSize(2);
    assertThat(run("group", "rm", "one-" + name).exitCode()).isZero();
    assertThat(run("group", "show", "one-" + name).exitCode()).isEqualTo(3);
  }

  @Test
  void provisioning_keys_are_listed_by_what_they_still_open_and_never_shown_again() {
    var name = api.newFleet(home);
    assertThat(run("device", "keys", name).err()).startsWith("no provisioning keys yet");
    var key = newKey(name);
    assertThat(run("device", "keys", name).outLines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith(shortId(key) + "  usable")
        .contains("admin");

    var revoked = run("device", "revoke-key", name, shortId(key));
    assertThat(revoked.out()).contains(shortId(key)).contains("no more devices");
    assertThat(run("device", "revoke-key", name, key.about().id().toString(), "--json").out())
        .isEqualTo("{\"revoked\":\"%s\"}\n".formatted(key.about().id()));

    var listed = run("device", "keys", name);
    assertThat(listed.out()).contains("revoked").doesNotContain(key.key().reveal());
    var json = run("device", "keys", name, "--json").out();
    assertThat(json).contains("\"revoked\":true").doesNotContain(key.key().reveal());
    assertThatThrownBy(() -> register(key.key(), "late"))
        .hasMessageContaining("this provisioning key was revoked");
  }

  @Test
  void a_used_up_key_says_so() throws Exception {
    var name = api.newFleet(home);
    register(newKey(name).key(), "only-one-of-" + name);
    assertThat(run("device", "keys", name).out()).contains("used up");
  }

  @Test
  void revoking_a_key_that_is_not_there_or_not_said_clearly_changes_nothing() {
    var name = api.newFleet(home);
    var key = newKey(name);
    var secret = key.key().reveal();
    var asItself = run("device", "revoke-key", name, secret);
    assertThat(asItself.exitCode()).isEqualTo(3);
    assertThat(asItself.errLines())
        .containsExactly(
            "fleet: fleet %s has no provisioning key with this id".formatted(name),
            "  hint: fleet device keys %s lists them".formatted(name));
    assertThat(run("device", "revoke-key", "nowhere", shortId(key)).exitCode()).isEqualTo(3);
    assertThat(run("device", "revoke-key", name, "").exitCode()).isEqualTo(2);
    assertThat(run("device", "revoke-key", name).exitCode()).isEqualTo(2);
    assertThat(run("device", "keys", "nowhere").exitCode()).isEqualTo(3);
    assertThat(run("device", "keys", name).out()).contains("usable");
  }

  private ProvisioningKey newKey(String fleet) {
    return Json.read(run("device", "add", fleet, "--json").out(), ProvisioningKey.class);
  }

  private static String shortId(ProvisioningKey key) {
    return key.about().id().toString().substring(0, 8);
  }

  private Registered register(Secret key, String name) throws GeneralSecurityException {
    return api.register(key, name);
  }

  @Test
  void a_viewer_sees_but_changes_nothing() {
    var name = api.newFleet(home);
    var added =
        new TestShell(home)
            .typing("long enough 1\n")
            .run("user", "add", "vera", "--role", "viewer", "--password-stdin");
    assertThat(added.out()).isEqualTo("vera may sign in, as viewer\n");
    assertThat(run("user", "list").out()).contains("vera").contains("admin");

    var keyOfAdmin = shortId(newKey(name));
    assertThat(api.signIn(home, "vera", "long enough 1").exitCode()).isZero();
    assertThat(run("show", name).exitCode()).isZero();
    assertThat(run("create", "veras").exitCode()).isEqualTo(4);
    assertThat(run("rm", name, "--yes").exitCode()).isEqualTo(4);
    assertThat(run("device", "add", name).exitCode()).isEqualTo(4);
    assertThat(run("device", "keys", name).exitCode()).isZero();
    assertThat(run("device", "revoke-key", name, keyOfAdmin).exitCode()).isEqualTo(4);
    assertThat(run("user", "list").exitCode()).isEqualTo(4);
  }

  @Test
  void an_ssh_key_is_added_listed_and_removed() throws Exception {
    var file = home.resolve("id").toString();
    var made =
        new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ada", "-f", file)
            .start();
    assertThat(made.waitFor()).isZero();
    var added = run("key", "add", "id.pub");
    assertThat(added.exitCode()).as(added.err()).isZero();
    var fingerprint = added.out().split(" ")[0];
    assertThat(run("key", "list").out()).contains(fingerprint).contains("ada");
    assertThat(run("key", "add", "id.pub").exitCode()).isEqualTo(1);
    assertThat(run("key", "rm", fingerprint).exitCode()).as(fingerprint).isZero();
    assertThat(run("key", "rm", fingerprint).exitCode()).isEqualTo(3);
  }

  @Test
  void a_builder_that_is_not_there_ends_with_five() throws IOException {
    var name = api.newFleet(home);
    Files.writeString(Files.createDirectories(home.resolve("app")).resolve("Dockerfile"), "FROM x");
    var ran = run("push", name, "--source", "app");
    assertThat(ran.exitCode()).isEqualTo(5);
    assertThat(ran.err()).doesNotContain("Exception");
  }
}
