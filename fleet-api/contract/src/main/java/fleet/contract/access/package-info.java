/**
 * What people say to the operator API, {@code /api/v1}, about accounts and rights.
 *
 * <p>In: {@code identity}, {@code node}, {@code operator}. Out: the API's routes, the command line
 * and the dashboard speak it. Must not know how anything is stored.
 *
 * <pre>
 * PATCH  /users/{user}                   UserChange -> UserView     (owner) · DELETE
 * POST   /users/{user}/erase             -> Erased                  (owner)
 * PUT    /users/{user}/password          PasswordReset -> 204       (owner)
 * PUT    /me/password                    PasswordChange -> 204
 * GET    /fleets/{fleet}/people          -> Page of FleetPerson     (owner of the fleet)
 * GET    /fleets/{fleet}/people/{user}   -> FleetPerson             · PUT RoleGrant · DELETE
 * GET    /sign-ins?user=                 -> Page of SignInView      · DELETE /sign-ins/{id}?user=
 * GET    /api-keys · POST NewApiKey -> ApiKey                       · DELETE /api-keys/{id}
 *        ?user=NAME (an owner, about somebody else's: GET and DELETE)
 * GET    /lock-outs                      -> Page of LockOut         (owner) · DELETE ?user= or ?address=
 * GET    /invitations · POST NewInvitation -> Invitation            (owner) · DELETE /invitations/{id}
 * POST   /invitations/accept             InvitationAnswer -> SignedIn  (no token)
 * GET    /access/explain?user=&amp;action=&amp;fleet=  -> Explanation  (oneself, or an owner)
 * </pre>
 */
@NullMarked
package fleet.contract.access;

import org.jspecify.annotations.NullMarked;
