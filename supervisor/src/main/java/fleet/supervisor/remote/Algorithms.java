package fleet.supervisor.remote;

import java.util.List;
import org.apache.sshd.common.BuiltinFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.helpers.AbstractFactoryManager;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;

/** What a device speaks, as client of the gateway and as server on the link. */
final class Algorithms {
  static final List<BuiltinDHFactories> KEY_EXCHANGES =
      List.of(
          BuiltinDHFactories.curve25519,
          BuiltinDHFactories.curve25519_libssh,
          BuiltinDHFactories.ecdhp256,
          BuiltinDHFactories.ecdhp384);

  private Algorithms() {}

  static void configure(AbstractFactoryManager peer) {
    peer.setCipherFactories(
        BuiltinFactory.setUpFactories(
            false, List.of(BuiltinCiphers.aes128gcm, BuiltinCiphers.aes256gcm)));
    peer.setMacFactories(
        BuiltinFactory.setUpFactories(
            false, List.of(BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm)));
    peer.setCompressionFactories(
        BuiltinFactory.setUpFactories(false, List.of(BuiltinCompressions.none)));
    peer.setSignatureFactories(
        BuiltinFactory.setUpFactories(
            false,
            List.of(
                BuiltinSignatures.ed25519_cert,
                BuiltinSignatures.ed25519,
                BuiltinSignatures.nistp256_cert,
                BuiltinSignatures.nistp256,
                BuiltinSignatures.nistp384_cert,
                BuiltinSignatures.nistp384,
                BuiltinSignatures.rsaSHA512_cert,
                BuiltinSignatures.rsaSHA512,
                BuiltinSignatures.rsaSHA256_cert,
                BuiltinSignatures.rsaSHA256)));
  }
}
