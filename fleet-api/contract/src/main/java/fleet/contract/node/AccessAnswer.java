package fleet.contract.node;

/**
 * The answer.
 *
 * @param fleetExists false only to those who may know it
 * @param reason one sentence for whoever was refused; empty when allowed
 */
public record AccessAnswer(boolean allowed, boolean fleetExists, String reason) {}
