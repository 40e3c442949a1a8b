package fleet.api;

/** Every route of the audit log, each answered with success. */
record AuditTour(Caller admin) {
  void walk() {
    admin.get("/api/v1/audit?action=fleet&limit=2").expect(200);
    admin.get("/api/v1/audit/verify").expect(200);
    admin.get("/api/v1/audit/export").expect(200);
  }
}
