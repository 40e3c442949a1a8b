package fleet.api.remote;

import fleet.contract.client.JsonHttp;
import fleet.contract.client.UnreachableException;
import fleet.contract.identity.Secret;
import fleet.contract.node.Certificate;
import fleet.contract.node.GatewayFacts;
import fleet.contract.node.HostCertificateRequest;
import fleet.contract.node.UserCertificateRequest;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks the gateway. Blocking and thread-safe. */
public final class Tunnel {
  private final JsonHttp http;

  public Tunnel(URI url, Secret serviceKey) {
    this.http = new JsonHttp(JsonHttp.defaultClient(), url, () -> Optional.of(serviceKey));
  }

  GatewayFacts gateway() {
    return asked(() -> http.get("/internal/v1/gateway", GatewayFacts.class));
  }

  Certificate certify(HostCertificateRequest request) {
    return asked(() -> http.post("/internal/v1/certificates/host", request, Certificate.class));
  }

  Certificate certify(UserCertificateRequest request) {
    return asked(() -> http.post("/internal/v1/certificates/user", request, Certificate.class));
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (UnreachableException e) {
      throw new ProblemException(
          ProblemCode.UPSTREAM_FAILED, "the gateway does not answer", "try again in a moment");
    }
  }
}
