package mailroom.routing.sieve;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import mailroom.parse.Header;
import org.apache.jsieve.ConfigurationManager;
import org.apache.jsieve.SieveConfigurationException;
import org.apache.jsieve.SieveFactory;
import org.apache.jsieve.exception.SieveException;
import org.apache.jsieve.parser.generated.Node;
import org.apache.jsieve.parser.generated.ParseException;
import org.apache.jsieve.parser.generated.TokenMgrError;

/** A script that was read; deciding changes nothing, so that any number of threads may ask. */
public final class SieveScript {

    private static final int LONGEST_SCRIPT = 64 * 1024;
    private static final List<String> NOT_OURS = List.of("vacation", "reject", "log");
    private static final List<String> TESTS_NOT_OURS = List.of("body", "envelope");
    private static final SieveFactory SIEVE = factory();

    private final Node script;

    private SieveScript(Node script) {
        this.script = script;
    }

    /** @throws ScriptFailed if it is no Sieve, longer than 64 KiB, or uses what is not supported where every mail passes */
    public static SieveScript read(String text) throws ScriptFailed {
        if (text.length() > LONGEST_SCRIPT) {
            throw new ScriptFailed("the script is longer than 64 KiB", null);
        }
        try {
            Node node = SIEVE.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            SieveScript script = new SieveScript(node);
            script.decide(Header.EMPTY, 0);
            return script;
        } catch (ParseException | TokenMgrError e) {
            throw new ScriptFailed(firstLine(e.getMessage()), e);
        }
    }

    /**
     * @param header the outermost header
     * @param size of the whole mail, in bytes
     * @throws ScriptFailed the mail is to be kept, and nothing else
     */
    public List<RoutingAction> decide(Header header, long size) throws ScriptFailed {
        SieveMail mail = new SieveMail(header, size);
        try {
            SIEVE.evaluate(mail, script);
            return mail.decided();
        } catch (SieveException | IllegalStateException e) {
            throw new ScriptFailed(firstLine(e.getMessage()), e);
        }
    }

    private static String firstLine(String message) {
        return message == null ? "unknown error" : message.lines().findFirst().orElse("unknown error");
    }

    private static SieveFactory factory() {
        try {
            ConfigurationManager configuration = new ConfigurationManager();
            ConcurrentMap<String, String> commands = configuration.getCommandMap();
            NOT_OURS.forEach(commands::remove);
            commands.put("pipe", Pipe.class.getName());
            TESTS_NOT_OURS.forEach(configuration.getTestMap()::remove);
            ConcurrentMap<String, String> comparators = configuration.getComparatorMap();
            comparators.put("i;octet", ExactComparator.class.getName());
            comparators.put("i;ascii-casemap", CaselessComparator.class.getName());
            return configuration.build();
        } catch (SieveConfigurationException e) {
            throw new IllegalStateException("jSieve does not start", e);
        }
    }
}
