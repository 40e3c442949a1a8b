package fleet.contract.operator;

/** Where a variable is set; of one name, the later level wins. */
public enum VariableLevel {
  FLEET,
  SERVICE,
  DEVICE,
  DEVICE_SERVICE
}
