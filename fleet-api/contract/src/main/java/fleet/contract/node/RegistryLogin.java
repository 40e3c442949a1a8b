package fleet.contract.node;

import fleet.contract.identity.Secret;

/**
 * Who a fleet's builds are at a registry.
 *
 * @param host as image names begin, such as {@code registry.example.com:5000}
 */
public record RegistryLogin(String host, String username, Secret password) {}
