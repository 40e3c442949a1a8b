package fleet.tunnel.session;

import fleet.tunnel.db.TunnelDatabase;
import java.time.Instant;
import java.util.UUID;

/** Table {@code tunnel.sessions}; it has the permit's id, and the API who that was for. */
final class SessionRows {
  private final TunnelDatabase database;

  SessionRows(TunnelDatabase database) {
    this.database = database;
  }

  void insert(Passage passage) {
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createUpdate(
                    """
                    insert into tunnel.sessions
                      (id, permit, device, landing, serial, client_address, opened_at)
                    values (:id, :permit, :device, :landing, :serial, :client, :openedAt)\
                    """)
                .bind("id", passage.id())
                .bind("permit", passage.permit().value())
                .bind("device", passage.device().value())
                .bind("landing", passage.landing())
                .bind("serial", passage.serial())
                .bind("client", passage.clientAddress())
                .bind("openedAt", passage.openedAt())
                .execute());
  }

  void close(UUID id, long bytesIn, long bytesOut, Instant closedAt) {
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createUpdate(
                    """
                    update tunnel.sessions
                    set closed_at = :closedAt, bytes_in = :bytesIn, bytes_out = :bytesOut
                    where id = :id and closed_at is null\
                    """)
                .bind("id", id)
                .bind("closedAt", closedAt)
                .bind("bytesIn", bytesIn)
                .bind("bytesOut", bytesOut)
                .execute());
  }
}
