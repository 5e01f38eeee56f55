package mailroom.database;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.CMTTransactionHandler;

/**
 * The data source that the configuration property {@code mailroom.datasource} names in JNDI, brought to this version's
 * schema before anybody else sees it. Transactions are the container's: a caller's rows commit with its JTA transaction.
 */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Database {

    private static final String DEFAULT_JNDI_NAME = "jdbc/mailroom";

    private DataSource dataSource;
    private Dialect dialect;
    private Jdbi jdbi;

    @PostConstruct
    void start() {
        String jndiName = ConfigProvider.getConfig()
                .getOptionalValue("mailroom.datasource", String.class)
                .orElse(DEFAULT_JNDI_NAME);
        try {
            use(InitialContext.doLookup(jndiName));
        } catch (NamingException e) {
            throw new IllegalStateException("no data source is bound to " + jndiName + " in JNDI", e);
        }
        jdbi.setTransactionHandler(new CMTTransactionHandler());
    }

    /** A database outside a container, each statement a transaction of its own unless the caller begins one. */
    public static Database on(DataSource dataSource) {
        Database database = new Database();
        database.use(dataSource);
        return database;
    }

    private void use(DataSource source) {
        dataSource = source;
        try (var connection = source.getConnection()) {
            dialect = Dialect.of(connection.getMetaData().getDatabaseProductName());
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer: " + e.getMessage(), e);
        }
        migrate();
        jdbi = Jdbi.create(source);
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
    }

    private void migrate() {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:mailroom/database")
                .failOnMissingLocations(true)
                // the server's timer tables may be in the schema before ours
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .placeholders(dialect.typeNames())
                .load()
                .migrate();
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public Dialect dialect() {
        return dialect;
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    /** The first of the next {@code mail_ids} block; the sequence steps by {@link #ID_BLOCK}. */
    public long nextMailIds() {
        return jdbi.withHandle(handle -> handle.createQuery(dialect.nextValueOf("mail_ids"))
                .mapTo(Long.class)
                .one());
    }

    /** How many ids {@link #nextMailIds()} hands out at once, the most mails of one window. */
    public static final int ID_BLOCK = 500;
}
