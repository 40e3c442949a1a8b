package fleet.contract.access;

import fleet.contract.identity.Secret;
import fleet.contract.identity.UserName;

/** Whoever was invited says who they are. */
public record InvitationAnswer(Secret code, UserName user, Secret password) {}
