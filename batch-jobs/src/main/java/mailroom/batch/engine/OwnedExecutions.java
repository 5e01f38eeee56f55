package mailroom.batch.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.LongConsumer;
import org.jberet.repository.JobRepository;
import org.jberet.runtime.JobExecutionImpl;

/** A repository that tells of each execution it creates. JBeret's own is final, hence the proxy. */
final class OwnedExecutions {

    private OwnedExecutions() {}

    static JobRepository of(JobRepository repository, LongConsumer created) {
        return (JobRepository) Proxy.newProxyInstance(
                JobRepository.class.getClassLoader(),
                new Class<?>[] {JobRepository.class},
                (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(repository, arguments);
                        if (answer instanceof JobExecutionImpl execution
                                && method.getName().equals("createJobExecution")) {
                            created.accept(execution.getExecutionId());
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
