package mailroom.openapi;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The same description in both forms.
 *
 * @param yaml as it was written
 */
record Description(String yaml, String json) {

    private static final String FILE = "openapi.yaml";

    static Description read() {
        try (InputStream bytes = Description.class.getResourceAsStream(FILE)) {
            String yaml = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            Object root = new Load(LoadSettings.builder().build()).loadFromString(yaml);
            return new Description(yaml, value(root).toString());
        } catch (IOException e) {
            throw new IllegalStateException(FILE + " is part of this module", e);
        }
    }

    private static JsonValue value(Object read) {
        if (read instanceof Map<?, ?> members) {
            JsonObjectBuilder object = Json.createObjectBuilder();
            members.forEach((name, member) -> object.add(name.toString(), value(member)));
            return object.build();
        }
        if (read instanceof List<?> elements) {
            JsonArrayBuilder array = Json.createArrayBuilder();
            elements.forEach(element -> array.add(value(element)));
            return array.build();
        }
        if (read instanceof Boolean truth) {
            return truth ? JsonValue.TRUE : JsonValue.FALSE;
        }
        return read instanceof Number number
                ? Json.createValue(number.longValue())
                : Json.createValue(String.valueOf(read));
    }
}
