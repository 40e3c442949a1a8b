package fleet.cli.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A number that no other lab on this machine has while the lock is held. */
record LabPlace(LabNames names, FileChannel lock) implements AutoCloseable {
  /** Takes the first free number; what a killed lab left under it is removed first. */
  static LabPlace take(Path cache) {
    return IntStream.rangeClosed(1, LabNames.MAX_NUMBER)
        .mapToObj(number -> tryTake(new LabNames(number, cache)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () -> new LabException("every lab of this machine is taken", "fleet lab down"));
  }

  /** Those of the labs that stay until they are taken down, locked. */
  static List<LabPlace> staying(LabChoice which) {
    return IntStream.rangeClosed(1, LabNames.MAX_NUMBER)
        .mapToObj(number -> new LabNames(number, Path.of("/")))
        .filter(names -> Files.isDirectory(names.runFolder()))
        .flatMap(names ->
            LabState.read(names).stream()
                .filter(state -> which.includes(names.number(), state))
                .map(state -> new LabNames(names.number(), Path.of(state.cache()))))
        .flatMap(names -> tryLock(names).stream())
        .toList();
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("could not give back lab " + names.number(), e);
    }
  }

  private static Optional<LabPlace> tryTake(LabNames names) {
    var place = tryLock(names);
    if (place.isEmpty()) {
      return place;
    }
    var state = LabState.read(names);
    if (state.filter(LabState::isInUse).isPresent()) {
      place.get().close();
      return Optional.empty();
    }
    state.ifPresent(
        left -> new Leftovers(new LabNames(names.number(), Path.of(left.cache())), left).remove());
    if (new LabNetwork(names).isTaken()) {
      place.get().close();
      return Optional.empty();
    }
    return place;
  }

  private static Optional<LabPlace> tryLock(LabNames names) {
    try {
      // Beside the folder, which goes with the lab.
      var file = Path.of(names.runFolder() + ".lock");
      Files.createDirectories(names.runFolder().getParent());
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locks(channel)) {
        return Optional.of(new LabPlace(names, channel));
      }
      channel.close();
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("could not lock lab " + names.number(), e);
    }
  }

  private static boolean locks(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
