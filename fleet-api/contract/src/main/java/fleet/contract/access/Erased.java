package fleet.contract.access;

import fleet.contract.identity.UserName;

/**
 * What is left of somebody whose data was erased.
 *
 * @param name under which what they made and did stands from now on, such as {@code erased-7}
 */
public record Erased(UserName name) {}
