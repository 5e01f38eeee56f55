package mailroom.routing.sieve;

import java.util.List;
import org.apache.jsieve.Arguments;
import org.apache.jsieve.Block;
import org.apache.jsieve.SieveContext;
import org.apache.jsieve.StringListArgument;
import org.apache.jsieve.commands.AbstractActionCommand;
import org.apache.jsieve.exception.SieveException;
import org.apache.jsieve.exception.SyntaxException;
import org.apache.jsieve.mail.MailAdapter;

/** {@code pipe "name";} hands the mail to the destination of that name. jSieve makes it by its class name. */
public class Pipe extends AbstractActionCommand {

    @Override
    protected Object executeBasic(MailAdapter mail, Arguments arguments, Block block, SieveContext context)
            throws SieveException {
        List<String> names = ((StringListArgument) arguments.getArgumentList().get(0)).getList();
        if (names.get(0).isBlank()) {
            throw new SyntaxException("pipe names no destination");
        }
        mail.addAction(new ActionPipe(names.get(0)));
        return null;
    }

    @Override
    protected void validateArguments(Arguments arguments, SieveContext context) throws SieveException {
        validateSingleStringArguments(arguments, context);
    }
}
