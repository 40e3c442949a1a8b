package fleet.api.http;

import static fleet.contract.node.AccessAction.OPERATE;
import static fleet.contract.node.AccessAction.VIEW;

import fleet.contract.operator.GroupEdit;
import fleet.contract.operator.GroupView;
import fleet.contract.operator.NewGroup;
import java.util.List;

/** Saved groups of devices. */
record GroupEndpoints(Desk desk) {
  private static final String GROUPS = "/api/v1/groups";
  private static final String GROUP = GROUPS + "/{group}";

  List<Endpoint> all() {
    var groups = desk.groups();
    return List.of(
        Endpoint.get(GROUPS, "The groups that whoever asks may see, by name.")
            .by(VIEW, Subject.SEEN)
            .givesPage(GroupView.class)
            .person(groups::list),
        Endpoint.post(GROUPS, "Saves a group, of a fleet or of all.")
            .by(OPERATE, Subject.SEEN)
            .takes(NewGroup.class)
            .makes(GroupView.class)
            .person(groups::create),
        Endpoint.get(GROUP, "One group.")
            .by(VIEW, Subject.SEEN)
            .gives(GroupView.class)
            .person(groups::show),
        Endpoint.patch(GROUP, "Changes what a group means, or its note.")
            .by(OPERATE, Subject.SEEN)
            .takes(GroupEdit.class)
            .gives(GroupView.class)
            .person(groups::edit),
        Endpoint.delete(GROUP, "Removes a group; its devices stay.")
            .by(OPERATE, Subject.SEEN)
            .person(groups::delete));
  }
}
