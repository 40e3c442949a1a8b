package fleet.supervisor.channel;

import fleet.contract.client.Backoff;
import fleet.contract.client.UnreachableException;
import fleet.contract.device.RegisterRequest;
import fleet.contract.device.Registered;
import fleet.contract.identity.Secret;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import fleet.supervisor.http.JsonApi;
import fleet.supervisor.state.Identity;
import fleet.supervisor.state.Remembered;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the device known to the API, once in its life. */
public final class Registrar {
  private static final Logger log = LoggerFactory.getLogger(Registrar.class);
  private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(408, 429);
  private static final int SERVER_ERROR = 500;

  /** Servers that expect nobody say that the request lacks it. */
  private static final Set<ProblemCode> LACKS_KEY =
      Set.of(ProblemCode.UNAUTHENTICATED, ProblemCode.INVALID_REQUEST);

  private final JsonApi api;
  private final Remembered<Registered> file;
  private final Backoff backoff;

  /**
   * @param api without a token
   */
  public Registrar(JsonApi api, Remembered<Registered> file, Backoff backoff) {
    this.api = api;
    this.file = file;
    this.backoff = backoff;
  }

  /**
   * The registration of an earlier life, else a new one, as soon as the API can be reached.
   *
   * @throws RegistrationRefusedException when the API does not take the key, or expects nobody
   *     without one
   */
  public Registered register(Identity identity, Wish wish) throws InterruptedException {
    var known = file.load();
    if (known.isPresent()) {
      return known.get();
    }
    var request = request(identity, wish);
    for (var failures = 1; ; failures++) {
      var answer = attempt(request);
      if (answer.isPresent()) {
        file.save(answer.get());
        log.info("registered device={} name={}", answer.get().device(), answer.get().name());
        return answer.get();
      }
      Thread.sleep(backoff.after(failures));
    }
  }

  private Optional<Registered> attempt(RegisterRequest request) {
    try {
      return Optional.of(api.post("/device/v1/register", request, Registered.class));
    } catch (UnreachableException e) {
      log.warn("could not register yet: {}", e.getMessage());
    } catch (ProblemException e) {
      if (isFinal(e.problem())) {
        throw refusal(e.problem(), request);
      }
      log.warn("could not register yet: {}", e.getMessage());
    }
    return Optional.empty();
  }

  /** Without a key the server knows less of what is missing than this device does. */
  private static RegistrationRefusedException refusal(Problem problem, RegisterRequest request) {
    if (request.provisioningKey().isPresent() || !LACKS_KEY.contains(problem.code())) {
      return new RegistrationRefusedException(problem);
    }
    return new RegistrationRefusedException(
        "this device is not registered yet, no provisioning key was given, and the server does not"
            + " expect its public key "
            + request.publicKey(),
        "'fleet device add FLEET' makes one; pass it by --key-file or FLEET_PROVISIONING_KEY");
  }

  private static boolean isFinal(Problem problem) {
    var status = problem.code().status();
    return status < SERVER_ERROR && !WORTH_ANOTHER_TRY.contains(status);
  }

  private static RegisterRequest request(Identity identity, Wish wish) {
    return new RegisterRequest(
        wish.provisioningKey(),
        identity.publicKey(),
        wish.name(),
        wish.type(),
        wish.platform(),
        wish.supervisorVersion(),
        identity.sign(proof(identity, wish.provisioningKey())),
        wish.model());
  }

  private static byte[] proof(Identity identity, Optional<Secret> key) {
    return RegisterRequest.proofMessage(key, identity.publicKey());
  }
}
