package fleet.api.job;

import fleet.contract.job.JobAction;

/** What is to be done, in two or three words that give nothing away. */
final class Words {
  private Words() {}

  static String of(JobAction action) {
    return switch (action) {
      case JobAction.Tag _ -> "tag";
      case JobAction.Note _ -> "note";
      case JobAction.SetType(var type) -> "set type " + type;
      case JobAction.Move(var to) -> "move to " + to;
      case JobAction.Pin pin -> "pin to " + pin.release();
      case JobAction.Unpin _ -> "unpin";
      case JobAction.Remove _ -> "remove";
    };
  }
}
