package mailroom.crash;

class CrashOnPostgresqlIT extends CrashProof {

    @Override
    CrashDatabase database() {
        return new PostgresqlForCrashes();
    }
}
