package fleet.api.query;

import fleet.api.db.Database;
import fleet.api.db.Tx;
import fleet.contract.Json;
import fleet.contract.device.Phase;
import fleet.contract.operator.DeviceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Devices of all kinds, in a database and in memory. */
record RandomDevices(Random random) {
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<String> TEXTS =
      List.of("", "berlin", "Berlin", "50%", "a_b", "a\\b", "say \"hi\"", "*", "ü", "x y");
  private static final int RELEASES = 40;

  /** A release that devices run. */
  private record Known(UUID id, String version) {}

  static String tagKey(Random random) {
    return List.of("site", "room", "a.b-c").get(random.nextInt(3));
  }

  /** A version, or something else. */
  static String version(Random random) {
    return random.nextInt(8) == 0
        ? List.of("dev", "1.2", "1.2.3-", "1.2.3+", "01.2.x", "").get(random.nextInt(6))
        : semanticVersion(random);
  }

  static String semanticVersion(Random random) {
    var core = "%d.%d.%02d".formatted(random.nextInt(2), random.nextInt(12), random.nextInt(3));
    var before =
        List.of("", "", "-rc", "-rc.2", "-rc.11", "-a-b", "-007.x", "-0").get(random.nextInt(8));
    var build = List.of("", "", "+rev7", "+rev12", "+rev007", "+git.1a2b").get(random.nextInt(6));
    return core + before + build;
  }

  List<Facts> store(Database database, int count) {
    return database.call(tx -> {
      var releases = new ArrayList<Known>();
      for (var fleet : List.of("berlin", "attic")) {
        tx.handle().execute("insert into api.fleets (name, created_at) values (?, now())", fleet);
        for (var revision = 1; revision <= RELEASES; revision++) {
          releases.add(release(tx, fleet, revision));
        }
      }
      for (var group : List.of("even", "small")) {
        tx.handle()
            .execute(
                "insert into api.groups (name, created_by, created_at) values (?, '', now())",
                group);
      }
      var devices = new ArrayList<Facts>();
      for (var number = 0; number < count; number++) {
        devices.add(device(tx, number, releases));
      }
      return List.copyOf(devices);
    });
  }

  private Known release(Tx tx, String fleet, int revision) {
    var known = new Known(uuid(), semanticVersion(random));
    tx.handle()
        .execute(
            """
            insert into api.releases
              (id, fleet, revision, version, build, commit, state, created_at, document)
            values (?, ?, ?, ?, ?, '', 'FINAL', now(), '{}') on conflict (fleet, version) do nothing
            """,
            known.id(),
            fleet,
            revision,
            known.version(),
            uuid());
    return tx.handle()
        .createQuery("select id, version from api.releases where fleet = :fleet and version = :v")
        .bind("fleet", fleet)
        .bind("v", known.version())
        .map((row, _) -> new Known(row.getObject(1, UUID.class), row.getString(2)))
        .one();
  }

  private Facts device(Tx tx, int number, List<Known> releases) {
    var target = maybe(releases);
    var running = maybe(releases);
    var healthy = random.nextInt(3) == 0 ? target : maybe(releases);
    var lastSeen =
        random.nextInt(4) == 0 ? Optional.<Instant>empty() : Optional.of(ago(random.nextInt(100)));
    var online = lastSeen.isPresent() && random.nextBoolean();
    var expected = lastSeen.isEmpty() && random.nextBoolean();
    var versions = new EnumMap<TextField.Version, String>(TextField.Version.class);
    versions.put(TextField.Version.SUPERVISOR, version(random));
    target.ifPresent(known -> versions.put(TextField.Version.TARGET, known.version()));
    if (lastSeen.isPresent()) {
      running.ifPresent(known -> versions.put(TextField.Version.RELEASE, known.version()));
      healthy.ifPresent(known -> versions.put(TextField.Version.HEALTHY, known.version()));
    }
    var owner = random.nextBoolean() ? Optional.<String>empty() : Optional.of(owner());
    var report = lastSeen.filter(_ -> random.nextInt(4) > 0).map(_ -> RandomReport.of(random));
    var settled = lastSeen.isPresent() && target.isPresent() && healthy.equals(target);
    var device =
        new Facts(
            uuid(),
            columns(number),
            tags(),
            versions,
            expected ? DeviceStatus.PREREGISTERED : status(lastSeen, online),
            ago(random.nextInt(100)),
            lastSeen,
            owner,
            owner.isPresent() && random.nextInt(3) > 0 ? Optional.of(end()) : Optional.empty(),
            claims(owner.isPresent(), settled, report),
            report.map(RandomReport::phase).orElse(Phase.IDLE),
            groups(number));
    insert(tx, device, target);
    if (expected || random.nextInt(4) == 0) {
      insertPlace(tx, device.id(), expected);
    }
    lastSeen.ifPresent(at -> insertState(tx, device, online, List.of(running, healthy)));
    device
        .groups()
        .forEach(group ->
            tx.handle().execute("insert into api.group_members values (?, ?)", group, device.id()));
    report.ifPresent(said -> said.insert(tx, device.id()));
    owner.ifPresent(_ -> insertPin(tx, device, releases.getFirst()));
    return device;
  }

  private static Set<Query.Claim> claims(
      boolean pinned, boolean settled, Optional<RandomReport> report) {
    var claims = EnumSet.noneOf(Query.Claim.class);
    Map.of(
            Query.Claim.PINNED,
            pinned,
            Query.Claim.SETTLED,
            settled,
            Query.Claim.FAILED,
            report.filter(RandomReport::failed).isPresent(),
            Query.Claim.DEGRADED,
            report.filter(RandomReport::degraded).isPresent())
        .forEach((claim, holds) -> {
          if (holds) {
            claims.add(claim);
          }
        });
    return Set.copyOf(claims);
  }

  private static void insertPin(Tx tx, Facts device, Known release) {
    tx.handle()
        .execute(
            """
            insert into api.pins (device, release, owner, reason, since, ends_at)
            values (?, ?, ?, '', now(), cast(? as timestamptz))
            """,
            device.id(),
            release.id(),
            device.pinOwner().orElseThrow(),
            device.pinEnd().map(Instant::toString).orElse(null));
  }

  private static Set<String> groups(int number) {
    var groups = new HashSet<String>();
    if (number % 2 == 0) {
      groups.add("even");
    }
    if (number < 10) {
      groups.add("small");
    }
    return Set.copyOf(groups);
  }

  private static DeviceStatus status(Optional<Instant> lastSeen, boolean online) {
    if (lastSeen.isEmpty()) {
      return DeviceStatus.NEVER_SEEN;
    }
    return online ? DeviceStatus.ONLINE : DeviceStatus.OFFLINE;
  }

  private Map<TextField.Column, String> columns(int number) {
    var columns = new EnumMap<TextField.Column, String>(TextField.Column.class);
    columns.put(TextField.Column.NAME, "device-" + number);
    columns.put(TextField.Column.FLEET, random.nextBoolean() ? "berlin" : "attic");
    columns.put(TextField.Column.TYPE, random.nextBoolean() ? "raspberrypi4" : "generic-amd64");
    columns.put(TextField.Column.PLATFORM, random.nextBoolean() ? "linux/arm64" : "linux/arm/v7");
    columns.put(TextField.Column.NOTE, text());
    if (random.nextBoolean()) {
      columns.put(TextField.Column.MODEL, text());
    }
    return columns;
  }

  private Map<String, String> tags() {
    var tags = new HashMap<String, String>();
    for (var count = random.nextInt(4); count > 0; count--) {
      tags.put(tagKey(random), text());
    }
    return Map.copyOf(tags);
  }

  private static void insert(Tx tx, Facts device, Optional<Known> target) {
    var columns = device.columns();
    tx.handle()
        .execute(
            """
            insert into api.devices (id, fleet, name, public_key, type, platform,
              supervisor_version, created_at, release, note, tags, model)
            values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as uuid), ?, cast(? as jsonb), ?)
            """,
            device.id(),
            columns.get(TextField.Column.FLEET),
            columns.get(TextField.Column.NAME),
            device.id().toString(),
            columns.get(TextField.Column.TYPE),
            columns.get(TextField.Column.PLATFORM),
            device.versions().get(TextField.Version.SUPERVISOR),
            device.createdAt(),
            target.map(known -> known.id().toString()).orElse(null),
            columns.get(TextField.Column.NOTE),
            Json.write(device.tags()),
            columns.get(TextField.Column.MODEL));
  }

  /** Of one that is expected, or of one that came so. */
  private static void insertPlace(Tx tx, UUID device, boolean open) {
    tx.handle()
        .execute(
            """
            insert into api.places (device, made_by, created_at, key_known, taken_at)
            values (?, 'ada', now(), true, case when ? then null else now() end)
            """,
            device,
            open);
  }

  private static void insertState(
      Tx tx, Facts device, boolean online, List<Optional<Known>> reported) {
    tx.handle()
        .execute(
            """
            insert into api.device_states (device, online, online_until, last_seen, running, healthy)
            values (?, ?, ?, ?, cast(? as uuid), cast(? as uuid))
            """,
            device.id(),
            online || device.tags().isEmpty(),
            online ? NOW.plusSeconds(1) : NOW,
            device.lastSeen().orElseThrow(),
            reported.getFirst().map(known -> known.id().toString()).orElse(null),
            reported.getLast().map(known -> known.id().toString()).orElse(null));
  }

  private Optional<Known> maybe(List<Known> releases) {
    return random.nextInt(3) == 0
        ? Optional.empty()
        : Optional.of(releases.get(random.nextInt(releases.size())));
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private String owner() {
    return List.of("ada", "bob", "Berlin").get(random.nextInt(3));
  }

  private Instant end() {
    return NOW.plus(Duration.ofMinutes(random.nextInt(100)));
  }

  private static Instant ago(int minutes) {
    return NOW.minus(Duration.ofMinutes(minutes));
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
