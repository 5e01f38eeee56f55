package mailroom.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import mailroom.hold.HeldByAnother;
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
    private Optional<OneServer> hold = Optional.empty();

    /** @throws HeldByAnother if another server runs on the home or the database; this one ends then, where it may */
    @PostConstruct
    void start() {
        OneServer server = OneServer.atHome();
        String jndiName = ConfigProvider.getConfig()
                .getOptionalValue("mailroom.datasource", String.class)
                .orElse(DEFAULT_JNDI_NAME);
        try {
            use(InitialContext.doLookup(jndiName), server::refuseIfHeld);
        } catch (NamingException e) {
            throw new IllegalStateException("no data source is bound to " + jndiName + " in JNDI", e);
        }
        jdbi.setTransactionHandler(new CMTTransactionHandler());
        server.takeDatabase(jdbi, dialect);
        hold = Optional.of(server);
    }

    @PreDestroy
    void end() {
        hold.ifPresent(OneServer::close);
    }

    /** This server's name among those that have been on this database; of the container's only. */
    public String server() {
        return hold.orElseThrow().id();
    }

    /** @throws HeldByAnother if another server may have taken the database meanwhile: nothing may be written */
    public void requireHold() {
        hold.ifPresent(OneServer::require);
    }

    /** A database outside a container, each statement a transaction of its own unless the caller begins one. */
    public static Database on(DataSource dataSource) {
        Database database = new Database();
        database.use(dataSource, (handles, dialect) -> {});
        return database;
    }

    private void use(DataSource source, BiConsumer<Jdbi, Dialect> beforeMigration) {
        dataSource = source;
        try (var connection = source.getConnection()) {
            dialect = Dialect.of(connection.getMetaData().getDatabaseProductName());
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer: " + e.getMessage(), e);
        }
        beforeMigration.accept(Jdbi.create(source), dialect);
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
