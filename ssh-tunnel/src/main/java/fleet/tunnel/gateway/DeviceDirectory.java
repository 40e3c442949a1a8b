package fleet.tunnel.gateway;

import fleet.contract.client.JsonHttp;
import fleet.contract.node.KeyLookup;
import fleet.contract.node.Principal;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Asks the API which device has a key. Blocking and thread-safe. The library wants to know at once
 * whether a key is good, on a thread that moves the bytes of others too; so only so many questions
 * are open at a time.
 */
public final class DeviceDirectory {
  /** Open at one time; more fail at once. */
  static final int QUESTIONS = 12;

  private final JsonHttp api;
  private final Semaphore questions = new Semaphore(QUESTIONS);

  public DeviceDirectory(JsonHttp api) {
    this.api = api;
  }

  /**
   * The device with this key; nothing when no device has it.
   *
   * @param keyLine one OpenSSH line
   * @throws ProblemException when the API cannot tell, or is asked too much already
   */
  Optional<Principal.Device> find(String keyLine) {
    if (!questions.tryAcquire()) {
      throw new ProblemException(
          ProblemCode.UNAVAILABLE, "too many devices log in at once", "it dials again by itself");
    }
    try {
      return ask(keyLine);
    } finally {
      questions.release();
    }
  }

  private Optional<Principal.Device> ask(String keyLine) {
    try {
      var holder = api.post("/internal/v1/keys/lookup", new KeyLookup(keyLine), Principal.class);
      return switch (holder) {
        case Principal.Device device -> Optional.of(device);
        case Principal.Person _ -> Optional.empty();
      };
    } catch (ProblemException e) {
      if (e.problem().code() == ProblemCode.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
