package fleet.supervisor.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fleet.contract.identity.DeviceId;
import fleet.contract.identity.Secret;
import fleet.contract.variable.SealedBox;
import fleet.contract.variable.VariableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderIT {
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

  /** Something to remember. */
  record Note(DeviceId device, int count) {}

  @TempDir Path folder;

  @Test
  void the_key_is_made_once_and_is_private() throws IOException {
    var first = open().identity();
    var second = Identity.loadOrMake(folder.resolve("identity.pem"), folder.resolve("sealing.pem"));
    assertThat(second.publicKey()).isEqualTo(first.publicKey());
    var signature = Base64.getUrlDecoder().decode(second.sign(MESSAGE));
    assertThat(first.publicKey().verifies(MESSAGE, signature)).isTrue();
    assertThat(Files.getPosixFilePermissions(first.file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(second.sealingKey()).isEqualTo(first.sealingKey());
    var label = new SealedBox.Label(DeviceId.random(), VariableName.parse("PIN"), 1);
    var box = SealedBox.seal(first.sealingKey(), label, Secret.of("1234"));
    assertThat(box.open(second.sealingPair(), label)).isEqualTo(Secret.of("1234"));
    assertThat(Files.getPosixFilePermissions(folder.resolve("sealing.pem")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readString(first.file())).startsWith("-----BEGIN PRIVATE KEY-----\n");
  }

  @Test
  void a_corrupt_key_is_set_aside_and_made_anew() throws IOException {
    Files.writeString(folder.resolve("identity.pem"), "not a key");
    assertThat(open().identity().publicKey()).isNotNull();
    assertThat(folder.resolve("identity.pem.corrupt")).hasContent("not a key");
  }

  @Test
  void a_value_comes_back() {
    var note = new Note(DeviceId.random(), 3);
    try (var state = open()) {
      var file = state.remembered("note", Note.class);
      assertThat(file.load()).isEmpty();
      file.save(note);
      file.save(note);
      assertThat(file.load()).contains(note);
    }
  }

  @Test
  void a_corrupt_value_is_set_aside_and_counts_as_absent() throws IOException {
    Files.writeString(folder.resolve("note.json"), "{\"device\": 12");
    assertThat(open().remembered("note", Note.class).load()).isEmpty();
    assertThat(folder.resolve("note.json.corrupt")).exists();
    assertThat(folder.resolve("note.json")).doesNotExist();
  }

  @Test
  void a_half_written_successor_does_no_harm() throws IOException {
    var file = open().remembered("note", Note.class);
    var note = new Note(DeviceId.random(), 3);
    file.save(note);
    Files.writeString(folder.resolve("note.json.new"), "{\"dev");
    assertThat(file.load()).contains(note);
    file.save(new Note(note.device(), 4));
    assertThat(file.load()).contains(new Note(note.device(), 4));
  }

  @Test
  void numbers_grow_over_restarts() {
    long last;
    try (var state = open()) {
      var sequence = state.sequence();
      sequence.next();
      last = sequence.next();
    }
    assertThat(open().sequence().next()).isGreaterThan(last);
  }

  @Test
  void one_supervisor_has_it_at_a_time() {
    try (var state = open()) {
      assertThat(state).isNotNull();
      assertThatThrownBy(this::open)
          .isInstanceOf(FolderInUseException.class)
          .hasMessage("another supervisor uses the state folder " + folder);
    }
  }

  private StateFolder open() {
    return StateFolder.open(folder);
  }
}
