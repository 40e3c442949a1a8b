package fleet.builder.engine.session;

import fleet.contract.identity.Secret;

/** Who we are at a registry. */
public record Login(String username, Secret password) {}
