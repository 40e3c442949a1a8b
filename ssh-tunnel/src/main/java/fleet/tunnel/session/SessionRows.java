package fleet.tunnel.session;

import fleet.contract.identity.SessionId;
import fleet.tunnel.db.TunnelDatabase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Table {@code tunnel.sessions}; it has the permit's id, and the API who that was for. And what is
 * too old in {@code tunnel.certificates}.
 */
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

  /** Empties the addresses of some passages that began before then, and says of how many. */
  int forgetAddresses(Instant before, int most) {
    return some(
        """
        update tunnel.sessions set client_address = '' where id in (
          select id from tunnel.sessions where opened_at < :before and client_address <> ''
          limit :most for update skip locked)\
        """,
        before,
        most);
  }

  /** Empties the addresses of all passages by these permits. */
  void forgetAddresses(List<SessionId> permits) {
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createUpdate(
                    """
                    update tunnel.sessions set client_address = ''
                    where permit = any(:permits) and client_address <> ''\
                    """)
                .bindArray("permits", UUID.class, permits.stream().map(SessionId::value).toList())
                .execute());
  }

  /** Removes some passages that began before then, and says how many. */
  int deletePassages(Instant before, int most) {
    return some(
        """
        delete from tunnel.sessions where id in (
          select id from tunnel.sessions where opened_at < :before
          limit :most for update skip locked)\
        """,
        before,
        most);
  }

  /** Removes what is remembered of some certificates that ended before then. */
  int deleteCertificates(Instant before, int most) {
    return some(
        """
        delete from tunnel.certificates where serial in (
          select serial from tunnel.certificates where expires_at < :before
          limit :most for update skip locked)\
        """,
        before,
        most);
  }

  private int some(String statement, Instant before, int most) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle.createUpdate(statement).bind("before", before).bind("most", most).execute());
  }
}
