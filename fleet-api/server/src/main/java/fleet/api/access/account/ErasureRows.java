package fleet.api.access.account;

import fleet.api.db.Tx;
import fleet.contract.identity.UserName;
import java.util.List;
import java.util.Optional;

/**
 * Every column of the schema {@code api} that holds a person's name, apart from the tables that
 * empty themselves when the row in {@code api.users} goes.
 */
final class ErasureRows {
  private static final List<String> COLUMNS =
      List.of(
          "provisioning_keys.created_by",
          "pins.owner",
          "variable_changes.by",
          "build_keys.set_by",
          "rollouts.started_by",
          "jobs.made_by",
          "jobs.cancelled_by",
          "groups.created_by",
          "removed_devices.removed_by",
          "device_types.created_by",
          "providers.changed_by",
          "places.made_by",
          "sessions.user_name");

  /** Documents and sentences of which a name is a part. */
  private static final List<String> DOCUMENTS =
      List.of(
          """
          update api.releases set document = jsonb_set(document, '{author}', to_jsonb(cast(:other as text)))
          where document ->> 'author' = :name
          """,
          """
          update api.removed_devices
          set last = jsonb_set(last, '{pin,owner}', to_jsonb(cast(:other as text)))
          where last #>> '{pin,owner}' = :name
          """,
          """
          update api.rollouts set reason = :other || substr(reason, length(:name) + 1)
          where reason = :name || ' gave it up' or starts_with(reason, :name || ' let it go on')
          """,
          """
          update api.job_devices set reason = :other || substr(reason, length(:name) + 1)
          where reason = :name || ' cancelled the job'
            or starts_with(reason, :name || ', who ordered it')
          """);

  /** By which number the audit log knows them, if it does. */
  Optional<Long> number(Tx tx, UserName name) {
    return tx.handle()
        .createQuery("select number from api.audit_people where name = :name")
        .bind("name", name.value())
        .mapTo(Long.class)
        .findOne();
  }

  /** Puts the other name where theirs stands. */
  void replace(Tx tx, UserName name, UserName other) {
    for (var column : COLUMNS) {
      var parts = column.split("\\.", 2);
      tx.handle()
          .createUpdate(
              "update api.%1$s set %2$s = :other where %2$s = :name".formatted(parts[0], parts[1]))
          .bind("name", name.value())
          .bind("other", other.value())
          .execute();
    }
    for (var statement : DOCUMENTS) {
      tx.handle()
          .createUpdate(statement)
          .bind("name", name.value())
          .bind("other", other.value())
          .execute();
    }
  }
}
