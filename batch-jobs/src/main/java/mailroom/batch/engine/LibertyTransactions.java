package mailroom.batch.engine;

import jakarta.transaction.TransactionManager;
import java.lang.reflect.InvocationTargetException;

/** Liberty's transaction manager. Its class is on no public repository, hence the reflection. */
final class LibertyTransactions {

    private static final String FACTORY = "com.ibm.tx.jta.TransactionManagerFactory";

    private LibertyTransactions() {}

    static TransactionManager manager() {
        try {
            return (TransactionManager)
                    Class.forName(FACTORY).getMethod("getTransactionManager").invoke(null);
        } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException("the batch engine needs Open Liberty's " + FACTORY, e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("Open Liberty has no transaction manager", e.getCause());
        }
    }
}
