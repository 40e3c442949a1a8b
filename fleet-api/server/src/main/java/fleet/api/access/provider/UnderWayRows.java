package fleet.api.access.provider;

import fleet.api.access.account.Outsider;
import fleet.api.access.account.WayIn;
import fleet.api.db.Tx;
import fleet.contract.Json;
import fleet.contract.identity.ProviderName;
import fleet.contract.identity.UserName;
import fleet.contract.problem.Problem;
import fleet.contract.provider.Finish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Table {@code api.provider_sign_ins}: states and tickets by their SHA-256. */
final class UnderWayRows {
  /**
   * A sign-in that began.
   *
   * @param network from where
   */
  record Begun(
      ProviderName provider,
      String challenge,
      Finish finish,
      Optional<Integer> port,
      WayIn way,
      String network) {}

  /** What became of it at the provider: one of the two is there. */
  record Outcome(Optional<Outsider> outsider, Optional<Problem> problem) {}

  /** One that a ticket ends. */
  record Ended(Begun begun, Outcome outcome) {}

  void insert(Tx tx, byte[] stateHash, Begun begun, Instant expiresAt) {
    var way = begun.way();
    tx.handle()
        .createUpdate(
            """
            insert into api.provider_sign_ins (state_hash, provider, challenge, finish, port,
              invitation_hash, wanted_name, linking, network, expires_at)
            values (:state, :provider, :challenge, :finish, :port,
              :invitation, :wanted, :linking, :network, :expiresAt)
            """)
        .bind("state", stateHash)
        .bind("provider", begun.provider().value())
        .bind("challenge", begun.challenge())
        .bind("finish", begun.finish().name())
        .bind("port", begun.port())
        .bind("invitation", way instanceof WayIn.Invited(var code, _) ? code : null)
        .bind(
            "wanted",
            way instanceof WayIn.Invited(_, var name)
                ? name.map(UserName::value)
                : Optional.empty())
        .bind("linking", way instanceof WayIn.Linking(var user) ? user.value() : null)
        .bind("network", begun.network())
        .bind("expiresAt", expiresAt)
        .execute();
  }

  int count(Tx tx) {
    return tx.handle()
        .createQuery("select count(*) from api.provider_sign_ins")
        .mapTo(Integer.class)
        .one();
  }

  int count(Tx tx, String network) {
    return tx.handle()
        .createQuery("select count(*) from api.provider_sign_ins where network = :network")
        .bind("network", network)
        .mapTo(Integer.class)
        .one();
  }

  /** Uses the state up, if it is open and that provider's. */
  Optional<Begun> arrive(Tx tx, byte[] stateHash, ProviderName provider, Instant now) {
    return tx.handle()
        .createQuery(
            """
            update api.provider_sign_ins set arrived_at = :now
            where state_hash = :state and provider = :provider
              and arrived_at is null and expires_at > :now
            returning *
            """)
        .bind("state", stateHash)
        .bind("provider", provider.value())
        .bind("now", now)
        .map((row, _) -> begun(row))
        .findOne();
  }

  void settle(Tx tx, byte[] stateHash, byte[] ticketHash, Outcome outcome) {
    tx.handle()
        .createUpdate(
            """
            update api.provider_sign_ins
            set ticket_hash = :ticket, outsider = :outsider::jsonb, problem = :problem::jsonb
            where state_hash = :state
            """)
        .bind("state", stateHash)
        .bind("ticket", ticketHash)
        .bind("outsider", outcome.outsider().map(Json::write))
        .bind("problem", outcome.problem().map(Json::write))
        .execute();
  }

  /** Uses the ticket up, if it is open. */
  Optional<Ended> take(Tx tx, byte[] ticketHash, Instant now) {
    return tx.handle()
        .createQuery(
            """
            delete from api.provider_sign_ins
            where ticket_hash = :ticket and expires_at > :now returning *
            """)
        .bind("ticket", ticketHash)
        .bind("now", now)
        .map((row, _) -> new Ended(begun(row), outcome(row)))
        .findOne();
  }

  void deleteOver(Tx tx, Instant now) {
    tx.handle()
        .createUpdate("delete from api.provider_sign_ins where expires_at <= :now")
        .bind("now", now)
        .execute();
  }

  private static Begun begun(ResultSet row) throws SQLException {
    return new Begun(
        ProviderName.parse(row.getString("provider")),
        row.getString("challenge"),
        Finish.valueOf(row.getString("finish")),
        Optional.ofNullable(row.getObject("port", Integer.class)),
        way(row),
        row.getString("network"));
  }

  private static WayIn way(ResultSet row) throws SQLException {
    var linking = row.getString("linking");
    if (linking != null) {
      return new WayIn.Linking(UserName.parse(linking));
    }
    var invitation = row.getString("invitation_hash");
    if (invitation != null) {
      var wanted = Optional.ofNullable(row.getString("wanted_name")).map(UserName::parse);
      return new WayIn.Invited(invitation, wanted);
    }
    return new WayIn.Known();
  }

  private static Outcome outcome(ResultSet row) throws SQLException {
    return new Outcome(
        Optional.ofNullable(row.getString("outsider")).map(text -> Json.read(text, Outsider.class)),
        Optional.ofNullable(row.getString("problem")).map(text -> Json.read(text, Problem.class)));
  }
}
