package mailroom;

import java.util.ArrayList;
import java.util.List;
import mailroom.mail.Queues;

/** Queues that nobody reads: what was sent is here. */
public final class RememberedQueues extends Queues {

    public final List<Long> deliveries = new ArrayList<>();
    public final List<String> submissions = new ArrayList<>();
    public final List<String> submissionsAgain = new ArrayList<>();

    @Override
    public void deliveryReady(long id) {
        deliveries.add(id);
    }

    @Override
    public void submissionReady(String id) {
        submissions.add(id);
    }

    @Override
    public void submissionReadyAgain(String id) {
        submissionsAgain.add(id);
    }
}
