package fleet.contract.operator;

import fleet.contract.identity.EngineName;
import fleet.contract.release.BuildTool;
import fleet.contract.release.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An engine that builds, as it is now.
 *
 * @param address where it listens; no secrets are in it
 * @param registry the registry as it names it
 * @param weight its share of the work, against that of others
 * @param atOnce how many images it builds at a time
 * @param running how many it builds now
 * @param natively platforms whose programs it runs itself
 * @param emulated platforms whose programs QEMU runs there
 * @param tool what it says that it is; absent until it has answered once
 * @param since when it went away; absent while it answers
 * @param reason why it does not answer; empty while it does
 */
public record EngineView(
    EngineName name,
    String address,
    String registry,
    int weight,
    int atOnce,
    int running,
    List<Platform> natively,
    List<Platform> emulated,
    Optional<BuildTool> tool,
    EngineState state,
    Optional<Instant> since,
    String reason) {
  public EngineView {
    natively = List.copyOf(natively);
    emulated = List.copyOf(emulated);
  }

  /** Whether it is given work. */
  public enum EngineState {
    READY,
    AWAY,
    DRAINED
  }
}
