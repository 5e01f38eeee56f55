package mailroom.crash;

class CrashOnDerbyIT extends CrashProof {

    @Override
    CrashDatabase database() {
        return new DerbyOnDisk();
    }
}
