package fleet.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.cli.OnEngines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A fleet whose releases a person must sign, with a key that the server does not have. */
@OnEngines
@ExtendWith(ServerLogOnFailure.class)
class SignedPushIT {
  private World world;

  @BeforeEach
  void start() {
    world = World.start();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void a_push_waits_for_its_signature_and_the_device_proves_it_again() throws Exception {
    world.fleet("create", "vault").run().succeeded();
    var device = world.device("vault", "safe");
    var repository = world.repository("vault", Project.twoServices(world.lab.bases(), "first"));
    world.git(repository, "push", "fleet", "main").run().succeeded();
    device.awaitHealthy("0.0.0+rev1");

    world.fleet("trust", "new-key", "alice.key").run().succeeded();
    world
        .fleet("trust", "require", "vault", "0", "--signer", "alice=alice.key.pub", "--yes")
        .run()
        .succeeded();
    var early = world.fleet("trust", "require", "vault", "1", "--yes").run();
    assertThat(early.err()).contains("release 0.0.0+rev1, which vault runs, has 0 of the 1");
    sign("0.0.0+rev1");
    world.fleet("trust", "require", "vault", "1", "--yes").run().succeeded();

    Project.twoServices(world.lab.bases(), "second").writeTo(repository);
    world.commit(repository, "second");
    var pushed = world.git(repository, "push", "fleet", "main").run().succeeded();
    assertThat(pushed.all())
        .contains("unsigned release 0.0.0+rev2")
        .contains("it waits for signatures: fleet release sign vault 0.0.0+rev2 --key FILE");
    assertThat(world.json("device", "show", "safe").at("/running/version").asText())
        .isEqualTo("0.0.0+rev1");
    assertThat(sign("0.0.0+rev2")).contains("0.0.0+rev2 is signed, and goes out to vault");
    device.awaitHealthy("0.0.0+rev2");

    var back = world.fleet("release", "rollback", "vault", "--to", "0.0.0+rev1").run();
    assertThat(back.succeeded().out()).contains("0.0.0+rev1");
    device.awaitHealthy("0.0.0+rev1");
    assertThat(world.fleet("release", "verify", "vault", "0.0.0+rev2").run().succeeded().out())
        .contains("alice (1 required)");
  }

  private String sign(String release) {
    return world
        .fleet("release", "sign", "vault", release, "--key", "alice.key", "--yes")
        .run()
        .succeeded()
        .out();
  }
}
