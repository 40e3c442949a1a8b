package fleet.api.http;

import fleet.contract.node.RegistryToken;
import fleet.contract.problem.ProblemCode;
import java.util.List;
import java.util.Map;

/** What is answered without a sign-in of the API. */
record OutsideEndpoints(Desk desk) {
  private static final String API = "/api/v1";
  private static final String IMAGE_PART = "/v2/{fleet}/{service}/{kind}/{digest}";

  List<Endpoint> all() {
    var install = desk.install();
    return List.of(
        Endpoint.get("/install", "The script that installs the supervisor.")
            .gives(new Gives.Bytes("text/x-shellscript"))
            .answer(install::script),
        Endpoint.get("/device/v1/supervisor.tar.gz", "The supervisor.")
            .gives(new Gives.Bytes("application/gzip"))
            .refuses(ProblemCode.NOT_FOUND)
            .answer(install::supervisor),
        Endpoint.get("/registry/token", "Docker's token handshake.")
            .query(RegistryAnswers.SERVICE, RegistryAnswers.SCOPE)
            .gives(RegistryToken.class)
            .refuses(
                ProblemCode.UNAUTHENTICATED, ProblemCode.FORBIDDEN, ProblemCode.TOO_MANY_REQUESTS)
            .answer(desk.registry()::token),
        Endpoint.get(IMAGE_PART, "A part of an image, from the registry and by its tokens.")
            .gives(
                new Gives.Bytes(
                    "application/octet-stream",
                    "application/vnd.oci.image.manifest.v1+json",
                    "application/vnd.docker.distribution.manifest.v2+json"))
            .refuses(ProblemCode.UNAUTHENTICATED, ProblemCode.UPSTREAM_FAILED)
            .raw(desk.proxies().images()::hand),
        Endpoint.get(API + "/openapi.json", "All of these routes, as OpenAPI 3.1.")
            .gives(new Gives.Tagged(Map.class))
            .answer(call -> desk.contract().answer(call, () -> Endpoints.all(desk))),
        Endpoint.get(API + "/health", "Whether every part of the server answers.")
            .gives(Map.class)
            .answer(desk.health()::health),
        Endpoint.get(API + "/ready", "Whether this node serves people and devices.")
            .answer(desk.deviceApi()::ready));
  }
}
