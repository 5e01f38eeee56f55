package mailroom.camel;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.BeanRepository;

/** Camel's registry over CDI: beans by type, and by the name that {@code @Named} gives them. */
final class CdiBeans implements BeanRepository {

    private final BeanManager beans;

    CdiBeans(BeanManager beans) {
        this.beans = beans;
    }

    @Override
    public Object lookupByName(String name) {
        return lookupByNameAndType(name, Object.class);
    }

    @Override
    public <T> T lookupByNameAndType(String name, Class<T> type) {
        Bean<?> bean = beans.resolve(beans.getBeans(name));
        if (bean == null) {
            return null;
        }
        Object found = reference(bean, type == Object.class ? bean.getBeanClass() : type);
        return type.isInstance(found) ? type.cast(found) : null;
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        Map<String, T> found = new HashMap<>();
        for (Bean<?> bean : beans.getBeans(type, Any.Literal.INSTANCE)) {
            if (bean.getName() != null) {
                found.put(bean.getName(), type.cast(reference(bean, type)));
            }
        }
        return found;
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        Set<T> found = new HashSet<>();
        for (Bean<?> bean : beans.getBeans(type)) {
            found.add(type.cast(reference(bean, type)));
        }
        return found;
    }

    private Object reference(Bean<?> bean, Class<?> type) {
        return beans.getReference(bean, type, beans.createCreationalContext(bean));
    }
}
