package fleet.registry.access;

import fleet.registry.request.RegistryRequest;
import fleet.registry.request.RegistryRequest.AppendToUpload;
import fleet.registry.request.RegistryRequest.CancelUpload;
import fleet.registry.request.RegistryRequest.DeleteBlob;
import fleet.registry.request.RegistryRequest.DeleteManifest;
import fleet.registry.request.RegistryRequest.FinishUpload;
import fleet.registry.request.RegistryRequest.GetBlob;
import fleet.registry.request.RegistryRequest.GetManifest;
import fleet.registry.request.RegistryRequest.InRepository;
import fleet.registry.request.RegistryRequest.ListReferrers;
import fleet.registry.request.RegistryRequest.ListTags;
import fleet.registry.request.RegistryRequest.MountBlob;
import fleet.registry.request.RegistryRequest.PushBlob;
import fleet.registry.request.RegistryRequest.PutManifest;
import fleet.registry.request.RegistryRequest.StartUpload;
import fleet.registry.request.RegistryRequest.UploadStatus;

/** What a token must allow, in the words of Docker's token specification. */
enum Action {
  PULL("pull", "pull"),
  PUSH("push", "pull,push"),
  DELETE("delete", "delete");

  private final String word;
  private final String asked;

  Action(String word, String asked) {
    this.word = word;
    this.asked = asked;
  }

  static Action of(InRepository request) {
    return switch (request) {
      case GetBlob _, GetManifest _, ListTags _, ListReferrers _ -> PULL;
      case StartUpload _, MountBlob _, PushBlob _ -> PUSH;
      case UploadStatus _, AppendToUpload _, FinishUpload _, CancelUpload _ -> PUSH;
      case PutManifest _ -> PUSH;
      case DeleteBlob _, DeleteManifest _ -> DELETE;
    };
  }

  /** The word in a token's access entry. */
  String word() {
    return word;
  }

  /** The scope to ask a token for; who pushes also reads what is there already. */
  String scope(RegistryRequest.InRepository request) {
    return "repository:%s:%s".formatted(request.repository(), asked);
  }
}
