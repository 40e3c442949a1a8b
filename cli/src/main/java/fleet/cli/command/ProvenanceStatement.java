package fleet.cli.command;

import com.fasterxml.jackson.annotation.JsonProperty;
import fleet.contract.release.BaseImage;
import fleet.contract.release.ImageProvenance;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.Release;
import fleet.contract.release.ServiceImages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How an image was built, as an in-toto statement (v1) with the predicate of SLSA provenance v1. It
 * is not signed: it says what the server says.
 *
 * <pre>
 * {"_type":"https://in-toto.io/Statement/v1","subject":[{"name","digest":{"sha256"}}],
 *  "predicateType":"https://slsa.dev/provenance/v1",
 *  "predicate":{"buildDefinition":{..,"resolvedDependencies":[..]},"runDetails":{"builder","metadata"}}}
 * </pre>
 */
record ProvenanceStatement(
    @JsonProperty("_type") String type,
    List<Resource> subject,
    String predicateType,
    Predicate predicate) {
  private static final String STATEMENT = "https://in-toto.io/Statement/v1";
  private static final String SLSA = "https://slsa.dev/provenance/v1";
  private static final String BUILD_TYPE = "urn:fleet:build:v1";
  private static final String COPY_TYPE = "urn:fleet:copy:v1";
  private static final String BUILDER = "urn:fleet:builder";

  /** Something by its digests. */
  record Resource(Optional<String> name, Optional<String> uri, Map<String, String> digest) {
    static Resource named(String name, Map<String, String> digest) {
      return new Resource(Optional.of(name), Optional.empty(), digest);
    }

    static Resource at(String uri, Map<String, String> digest) {
      return new Resource(Optional.empty(), Optional.of(uri), digest);
    }
  }

  record Predicate(BuildDefinition buildDefinition, RunDetails runDetails) {}

  /**
   * What was asked for.
   *
   * @param internalParameters what the server chose
   */
  record BuildDefinition(
      String buildType,
      ExternalParameters externalParameters,
      InternalParameters internalParameters,
      List<Resource> resolvedDependencies) {}

  record ExternalParameters(
      String fleet,
      String service,
      String platform,
      Optional<String> dockerfile,
      Optional<String> target,
      List<String> buildArgNames) {}

  record InternalParameters(boolean emulated) {}

  record RunDetails(Builder builder, Metadata metadata) {}

  record Builder(String id, Map<String, String> version) {}

  record Metadata(String invocationId, Instant startedOn, Instant finishedOn) {}

  /** How one image came to be, among those of its release. */
  record Origin(Release release, ImageProvenance built, Optional<String> gitCommit) {}

  static ProvenanceStatement of(ServiceImages images, ImageVariant image, Origin origin) {
    return new ProvenanceStatement(
        STATEMENT,
        List.of(Resource.named(images.repository(), Map.of("sha256", image.manifest().hex()))),
        SLSA,
        new Predicate(definition(image, origin), run(origin)));
  }

  private static BuildDefinition definition(ImageVariant image, Origin origin) {
    var built = origin.built();
    return new BuildDefinition(
        built.copied().isPresent() ? COPY_TYPE : BUILD_TYPE,
        new ExternalParameters(
            origin.release().fleet().value(),
            built.service().value(),
            image.platform().toString(),
            built.dockerfile(),
            built.target(),
            built.buildArgs()),
        new InternalParameters(built.emulated()),
        dependencies(origin));
  }

  private static List<Resource> dependencies(Origin origin) {
    var dependencies = new ArrayList<Resource>();
    dependencies.add(source(origin));
    origin.built().copied().map(ProvenanceStatement::base).ifPresent(dependencies::add);
    origin.built().bases().stream().map(ProvenanceStatement::base).forEach(dependencies::add);
    return dependencies;
  }

  /** The digits of a source without git are in its name alone: they are no digest of anything. */
  private static Resource source(Origin origin) {
    return Resource.at(
        "urn:fleet:source:%s:%s".formatted(origin.release().fleet(), origin.release().commit()),
        origin.gitCommit().map(commit -> Map.of("gitCommit", commit)).orElse(Map.of()));
  }

  private static Resource base(BaseImage base) {
    return Resource.at("docker://" + base.name(), Map.of("sha256", base.digest().hex()));
  }

  private static RunDetails run(Origin origin) {
    var built = origin.built();
    var version = new TreeMap<String, String>();
    version.put(built.engine().name(), built.engine().version());
    version.put(built.builder().name(), built.builder().version());
    return new RunDetails(
        new Builder(BUILDER, version),
        new Metadata(origin.release().build().toString(), built.startedAt(), built.finishedAt()));
  }
}
