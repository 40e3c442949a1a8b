package fleet.cli.lab;

import fleet.cli.machine.OwnerOnlyFile;
import fleet.cli.machine.ProcessRef;
import fleet.contract.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must be remembered of a lab to remove it after its process died.
 *
 * @param owner whose end is the lab's end; absent for a lab that stays until it is taken down
 * @param keeper who started a lab that stays, such as a shell; absent while it has an owner
 * @param engines that were started
 * @param cache where its engines keep their data
 */
record LabState(
    Optional<ProcessRef> owner,
    Optional<ProcessRef> keeper,
    List<ProcessRef> engines,
    int devices,
    String cache) {
  LabState {
    engines = List.copyOf(engines);
  }

  static Optional<LabState> read(LabNames names) {
    return file(names).read().map(text -> Json.read(text, LabState.class));
  }

  void write(LabNames names) {
    file(names).write(Json.write(this));
  }

  LabState withEngine(ProcessRef engine) {
    var all = new ArrayList<>(engines);
    all.add(engine);
    return new LabState(owner, keeper, all, devices, cache);
  }

  LabState detached(Optional<ProcessRef> by) {
    return new LabState(Optional.empty(), by, engines, devices, cache);
  }

  /** Says whether it stays until it is taken down. */
  boolean stays() {
    return owner.isEmpty();
  }

  /** Says whether it stays although who started it has ended; of an unknown keeper nobody knows. */
  boolean isAbandoned() {
    return stays() && keeper.filter(started -> !started.isAlive()).isPresent();
  }

  /** Says whether somebody still uses it. */
  boolean isInUse() {
    return owner
        .map(ProcessRef::isAlive)
        .orElseGet(() -> engines.stream().anyMatch(ProcessRef::isAlive));
  }

  private static OwnerOnlyFile file(LabNames names) {
    return new OwnerOnlyFile(Path.of(names.runFolder().toString(), "state.json"));
  }
}
