package fleet.api.http;

import static fleet.contract.node.AccessAction.MANAGE;
import static fleet.contract.node.AccessAction.VIEW;

import fleet.contract.access.Erased;
import fleet.contract.access.PasswordChange;
import fleet.contract.access.PasswordReset;
import fleet.contract.access.UserChange;
import fleet.contract.operator.NewSshKey;
import fleet.contract.operator.NewUser;
import fleet.contract.operator.SignIn;
import fleet.contract.operator.SignedIn;
import fleet.contract.operator.SshKeyView;
import fleet.contract.operator.UserView;
import fleet.contract.problem.ProblemCode;
import java.util.List;

/** Sign-ins, people and their keys. */
record PeopleEndpoints(Desk desk) {
  private static final String API = "/api/v1";

  List<Endpoint> all() {
    var people = desk.people();
    return List.of(
        Endpoint.post(API + "/login", "Signs a person in.")
            .takes(SignIn.class)
            .gives(SignedIn.class)
            .refuses(ProblemCode.UNAUTHENTICATED, ProblemCode.TOO_MANY_REQUESTS)
            .answer(people::login),
        Endpoint.post(API + "/logout", "Ends the sign-in whose token is shown.")
            .by(VIEW, Subject.OWN)
            .person(people::logout),
        Endpoint.get(API + "/me", "Who is signed in.")
            .by(VIEW, Subject.OWN)
            .gives(UserView.class)
            .person(people::me),
        Endpoint.get(API + "/users", "The people of the installation.")
            .by(MANAGE, Subject.INSTALLATION)
            .givesPage(UserView.class)
            .person(people::users),
        Endpoint.post(API + "/users", "Adds a person.")
            .by(MANAGE, Subject.INSTALLATION)
            .takes(NewUser.class)
            .makes(UserView.class)
            .person(people::addUser),
        Endpoint.patch(API + "/users/{user}", "Changes a person's role, disables or enables them.")
            .by(MANAGE, Subject.INSTALLATION)
            .takes(UserChange.class)
            .gives(UserView.class)
            .person(people::changeUser),
        Endpoint.delete(API + "/users/{user}", "Removes a person.")
            .by(MANAGE, Subject.INSTALLATION)
            .person(people::removeUser),
        Endpoint.post(API + "/users/{user}/erase", "Removes a person, and their name everywhere.")
            .by(MANAGE, Subject.INSTALLATION)
            .gives(Erased.class)
            .person(people::eraseUser),
        Endpoint.put(API + "/users/{user}/password", "Gives a person another password.")
            .by(MANAGE, Subject.INSTALLATION)
            .takes(PasswordReset.class)
            .person(people::resetPassword),
        Endpoint.put(API + "/me/password", "Changes the password of whoever asks.")
            .by(MANAGE, Subject.OWN)
            .takes(PasswordChange.class)
            .person(people::changePassword),
        Endpoint.get(API + "/keys", "The SSH keys of whoever asks.")
            .by(VIEW, Subject.OWN)
            .query(SignInAnswers.USER)
            .givesPage(SshKeyView.class)
            .person(people::keys),
        Endpoint.post(API + "/keys", "Adds an SSH key, to push with.")
            .by(MANAGE, Subject.OWN)
            .takes(NewSshKey.class)
            .makes(SshKeyView.class)
            .person(people::addKey),
        Endpoint.delete(API + "/keys/{fingerprint}", "Removes an SSH key.")
            .by(MANAGE, Subject.OWN)
            .query(SignInAnswers.USER)
            .person(people::removeKey));
  }
}
