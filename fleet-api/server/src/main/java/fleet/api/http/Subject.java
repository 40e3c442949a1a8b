package fleet.api.http;

/** What a person's request is about: in it their role is looked for. */
enum Subject {
  /** What belongs to no fleet: people, new fleets, the server. */
  INSTALLATION,
  /** The fleet of the path's {@code {fleet}}. */
  FLEET,
  /** The fleet of the device of the path's {@code {device}}. */
  DEVICE,
  /** The fleet of the release of the path's {@code {release}}. */
  RELEASE,
  /** What they may know of; the answer holds nothing else. */
  SEEN,
  /** Their own account. */
  OWN
}
