package fleet.supervisor.http;

import fleet.contract.trust.AuthorityPin;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes a server that one authority vouches for, which is known by its pin alone: the server
 * shows the authority's certificate after its own (RFC 8446, 4.4.2). All other checks are Java's.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
  private final AuthorityPin pin;

  PinnedTrust(AuthorityPin pin) {
    this.pin = pin;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    believing(authority(chain)).checkServerTrusted(chain, type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    believing(authority(chain)).checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("without a connection there is no host to check");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw noClients();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw noClients();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw noClients();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private X509Certificate authority(X509Certificate[] chain) throws CertificateException {
    return Arrays.stream(chain)
        .filter(shown -> AuthorityPin.of(shown.getPublicKey()).equals(pin))
        .findFirst()
        .orElseThrow(() ->
            new CertificateException(
                "the server shows the authority %s, and this device believes %s alone"
                    .formatted(AuthorityPin.of(chain[chain.length - 1].getPublicKey()), pin)));
  }

  private static X509ExtendedTrustManager believing(X509Certificate authority)
      throws CertificateException {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("authority", authority);
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new CertificateException("could not look at the server's certificate", e);
    }
  }

  private static CertificateException noClients() {
    return new CertificateException("this device is nobody's server");
  }
}
