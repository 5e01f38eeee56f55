package mailroom.doors;

import com.ibm.wsspi.security.tai.TrustAssociationInterceptor;

/** What both of Liberty's hooks before a request have in common: nothing to say. */
abstract class Door implements TrustAssociationInterceptor {

    @Override
    public String getVersion() {
        return "1";
    }

    @Override
    public String getType() {
        return getClass().getName();
    }

    @Override
    public void cleanup() {
        // nothing is held
    }
}
