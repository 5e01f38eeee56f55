package mailroom.camel.delivery;

import static jakarta.transaction.Transactional.TxType.REQUIRES_NEW;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** A JTA transaction of its own, rolled back by any exception. */
@ApplicationScoped
class OneTransaction {

    @Transactional(value = REQUIRES_NEW, rollbackOn = Exception.class)
    void around(Runnable work) {
        work.run();
    }
}
