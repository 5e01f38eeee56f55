package mailroom.console.request;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mailroom.console.problem.Problem;

/** Refuses query parameters that a call does not have, so that a misspelt filter never answers the whole list. */
@Provider
public class KnownParameters implements ContainerRequestFilter {

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        check(resource.getResourceMethod(), request.getUriInfo().getQueryParameters());
    }

    public static void check(Method call, java.util.Map<String, List<String>> given) {
        Set<String> known = Arrays.stream(call.getParameters())
                .map(parameter -> parameter.getAnnotation(QueryParam.class))
                .filter(Objects::nonNull)
                .map(QueryParam::value)
                .collect(Collectors.toCollection(TreeSet::new));
        given.forEach((name, values) -> {
            if (!known.contains(name)) {
                throw Problem.badParameter(
                        name.substring(0, Math.min(name.length(), 40)),
                        known.isEmpty() ? "no query parameter here" : String.join(", ", known));
            }
            if (values.size() > 1) {
                throw Problem.badParameter(name, "one value");
            }
        });
    }
}
