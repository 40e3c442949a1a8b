package fleet.builder.plan;

import fleet.contract.release.Platform;

/**
 * One image of a service.
 *
 * @param variant the device type that it is for, else the platform's text
 */
public record ImagePlan(String variant, Platform platform, ServiceBuild build) {}
