package fleet.contract.device;

import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.ServiceName;
import java.util.List;
import java.util.Optional;

/**
 * Why a release does not run here.
 *
 * @param service whose fault it was, where one can be named
 * @param reason one sentence
 * @param lines the log around it, at most 20
 */
public record Failure(
    ReleaseId release, Optional<ServiceName> service, String reason, List<String> lines) {
  public static final int MAX_LINES = 20;

  public Failure {
    lines = List.copyOf(lines.subList(0, Math.min(MAX_LINES, lines.size())));
  }
}
