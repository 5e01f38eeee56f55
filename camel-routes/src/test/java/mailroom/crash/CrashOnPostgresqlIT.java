package mailroom.crash;

import org.junit.jupiter.api.Tag;

@Tag("proof")
class CrashOnPostgresqlIT extends CrashProof {

    @Override
    CrashDatabase database() {
        return new PostgresqlForCrashes();
    }
}
