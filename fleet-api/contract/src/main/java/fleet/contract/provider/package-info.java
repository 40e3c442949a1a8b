/**
 * What people say to the operator API, {@code /api/v1}, about signing in at an OpenID Connect
 * provider.
 *
 * <p>In: {@code identity}, {@code operator}. Out: the API's routes, the command line and the
 * dashboard speak it. Must not know how a provider is asked, nor how anything is stored.
 *
 * <pre>
 * GET    /providers                      -> Page of ProviderSummary (no token)
 * GET    /providers/{provider}           -> ProviderView            (owner) · DELETE
 * PUT    /providers/{provider}           NewProvider -> ProviderView (owner; replaces it whole)
 * POST   /providers/{provider}/sign-ins  NewProviderSignIn -> ProviderSignIn (no token)
 * GET    /providers/{provider}/callback?code=&amp;state=  -> 303 to who began (the provider sends browsers here)
 * POST   /provider-sign-ins/redeem       Redemption -> SignedIn     (no token; of who began to link, theirs)
 * POST   /providers/{provider}/identities NewProviderSignIn -> ProviderSignIn (links it to whoever asks)
 * GET    /identities?user=               -> Page of IdentityView    · DELETE /identities/{id}?user=
 *
 * client: challenge = S256(verifier) --POST sign-ins--> address --browser--> provider
 *         <--ticket-- callback <--code-- provider       ticket + verifier --POST redeem--> SignedIn
 * </pre>
 */
@NullMarked
package fleet.contract.provider;

import org.jspecify.annotations.NullMarked;
