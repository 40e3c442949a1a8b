package fleet.builder.build;

import fleet.builder.image.PushedImage;
import fleet.builder.image.RegistryClient;
import fleet.builder.progress.BuildLog;
import fleet.contract.identity.Secret;
import fleet.contract.identity.ServiceName;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;

/**
 * Whether an image fits its platform: what its configuration says of that may be wrong and is only
 * told, for what counts is which processors run its programs.
 */
record FitCheck(RegistryClient registry, BuildLog log, String repository, Secret token) {
  /**
   * @throws ProblemException when all its programs are for other processors
   */
  void require(ServiceName service, PushedImage image) {
    var variant = image.variant();
    registry
        .foreignProgram(repository, variant, token)
        .ifPresent(program -> {
          throw new ProblemException(
              ProblemCode.INVALID_PROJECT,
              "the image of %s for %s cannot run there: its programs are for %s, such as /%s"
                  .formatted(service, variant.platform(), program.processor(), program.path()),
              "choose a base image that exists for %s, or build programs for TARGETARCH"
                  .formatted(variant.platform()));
        });
    image
        .claim()
        .ifPresent(claim ->
            log.line(
                "%s: its configuration says that it is for %s; it is taken for %s, as was asked for"
                    .formatted(service, claim, variant.platform())));
  }
}
