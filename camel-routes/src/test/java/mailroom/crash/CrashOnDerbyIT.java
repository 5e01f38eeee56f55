package mailroom.crash;

import org.junit.jupiter.api.Tag;

@Tag("proof")
class CrashOnDerbyIT extends CrashProof {

    @Override
    CrashDatabase database() {
        return new DerbyOnDisk();
    }
}
