package fleet.api.http;

import fleet.api.access.Person;
import fleet.api.buildkey.BuildKeyBook;
import fleet.contract.operator.NewBuildSecret;
import fleet.contract.operator.NewRegistryLogin;
import fleet.contract.operator.Page;

/** Keys that fleets keep for their builds. */
record BuildKeyAnswers(BuildKeyBook book) {
  Answer secrets(Person person, Call call) {
    return Answer.ok(Page.whole(book.secrets(call.path(PathParts.FLEET))));
  }

  Answer setSecret(Person person, Call call) {
    var secret = call.body(NewBuildSecret.class);
    book.setSecret(
        person.name(), call.path(PathParts.FLEET), call.path(PathParts.BUILD_SECRET), secret);
    return Answer.done();
  }

  Answer removeSecret(Person person, Call call) {
    book.removeSecret(person.name(), call.path(PathParts.FLEET), call.path(PathParts.BUILD_SECRET));
    return Answer.done();
  }

  Answer logins(Person person, Call call) {
    return Answer.ok(Page.whole(book.logins(call.path(PathParts.FLEET))));
  }

  Answer setLogin(Person person, Call call) {
    var login = call.body(NewRegistryLogin.class);
    book.setLogin(person.name(), call.path(PathParts.FLEET), call.path(PathParts.HOST), login);
    return Answer.done();
  }

  Answer removeLogin(Person person, Call call) {
    book.removeLogin(person.name(), call.path(PathParts.FLEET), call.path(PathParts.HOST));
    return Answer.done();
  }

  /** For the builder. */
  Answer opened(Call call) {
    return Answer.ok(book.opened(call.path(PathParts.FLEET)));
  }
}
