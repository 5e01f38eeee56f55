package mailroom.batch.engine;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jberet.creation.AbstractArtifactFactory;

/** Batch artifacts are CDI beans, found by the {@code @Named} name that the job XML refers to. */
final class NamedArtifacts extends AbstractArtifactFactory {

    private final BeanManager beans;
    private final Map<Object, CreationalContext<?>> made = Collections.synchronizedMap(new IdentityHashMap<>());

    NamedArtifacts(BeanManager beans) {
        this.beans = beans;
    }

    @Override
    public Class<?> getArtifactClass(String ref, ClassLoader loader) {
        return found(ref).getBeanClass();
    }

    @Override
    public Object create(String ref, Class<?> type, ClassLoader loader) {
        Bean<?> bean = found(ref);
        CreationalContext<?> context = beans.createCreationalContext(bean);
        Object artifact = beans.getReference(bean, bean.getBeanClass(), context);
        made.put(artifact, context);
        return artifact;
    }

    private Bean<?> found(String ref) {
        Bean<?> bean = beans.resolve(beans.getBeans(ref));
        if (bean == null) {
            throw new IllegalStateException("the job XML refers to " + ref + ", but no bean has that name");
        }
        return bean;
    }

    @Override
    public void destroy(Object artifact) {
        CreationalContext<?> context = artifact == null ? null : made.remove(artifact);
        if (context != null) {
            context.release();
        }
    }
}
