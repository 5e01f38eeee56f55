package mailroom.camel.delivery;

import static jakarta.transaction.Transactional.TxType.REQUIRES_NEW;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;
import mailroom.mail.Outcome;

/** A JTA transaction of its own, kept where the outcome is done and rolled back otherwise. */
@ApplicationScoped
class OneTransaction {

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry current;

    @Transactional(value = REQUIRES_NEW, rollbackOn = Exception.class)
    Outcome around(Supplier<Outcome> work) {
        Outcome outcome = work.get();
        if (!(outcome instanceof Outcome.Done)) {
            current.setRollbackOnly();
        }
        return outcome;
    }
}
