package fleet.contract.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.ServiceSpec;
import fleet.contract.variable.VariableName;
import java.util.Map;

/**
 * One service as this device runs it.
 *
 * @param repository in the registry, {@code FLEET/SERVICE}
 * @param variables versions of those that it is given; the device fills them in, for they are no
 *     part of a release
 */
public record ServiceTarget(
    ServiceName service,
    String repository,
    ImageVariant image,
    ServiceSpec spec,
    @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<VariableName, Long> variables) {
  public ServiceTarget {
    variables = Map.copyOf(variables);
  }

  /** A service that is given no variables. */
  public ServiceTarget(
      ServiceName service, String repository, ImageVariant image, ServiceSpec spec) {
    this(service, repository, image, spec, Map.of());
  }

  /** The same service, given these variables. */
  public ServiceTarget with(Map<VariableName, Long> versions) {
    return new ServiceTarget(service, repository, image, spec, versions);
  }
}
