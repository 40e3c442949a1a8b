package fleet.tunnel.http;

import fleet.contract.Json;
import fleet.contract.node.Certificate;
import fleet.contract.node.GatewayFacts;
import fleet.contract.node.HostCertificateRequest;
import fleet.contract.node.UserCertificateRequest;
import fleet.tunnel.certificate.CertificateIssuer;
import fleet.tunnel.certificate.Keyring;
import fleet.tunnel.certificate.SshKeys;
import java.util.function.IntSupplier;

/**
 * What the routes answer.
 *
 * @param sshPort known once the gateway listens
 */
public record Answers(Keyring keys, CertificateIssuer issuer, IntSupplier sshPort) {
  GatewayFacts gateway() {
    return new GatewayFacts(
        "",
        sshPort.getAsInt(),
        SshKeys.line(keys.gateway().getPublic()),
        SshKeys.line(keys.userAuthority().getPublic()),
        SshKeys.line(keys.hostAuthority().getPublic()));
  }

  Certificate userCertificate(byte[] body) {
    return issuer.issue(Json.read(body, UserCertificateRequest.class));
  }

  Certificate hostCertificate(byte[] body) {
    return issuer.issue(Json.read(body, HostCertificateRequest.class));
  }
}
