package mailroom.openapi;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The form of the description that a client wants (RFC 9110, 12.5.1; RFC 9512 for YAML). */
enum WantedForm {
    YAML("application/yaml"),
    JSON("application/json");

    /** A client that accepts more than this many types gets the form that everybody gets. */
    private static final int MOST_RANGES = 50;

    private final String mediaType;

    WantedForm(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /**
     * JSON for {@code format=json}, or where Accept names JSON and names YAML later or with less weight; else YAML.
     *
     * @param format the query's parameter, null where there is none
     * @param accept the header field, null where there is none
     */
    static WantedForm of(String format, String accept) {
        if (format != null) {
            return "json".equalsIgnoreCase(format) ? JSON : YAML;
        }
        return Arrays.stream(Optional.ofNullable(accept).orElse("").split(",", MOST_RANGES))
                .map(Range::of)
                .filter(range -> range.weight > 0 && range.form.isPresent())
                .max(Comparator.comparingDouble(Range::weight))
                .flatMap(Range::form)
                .orElse(YAML);
    }

    private record Range(Optional<WantedForm> form, double weight) {

        static Range of(String text) {
            String[] parts = text.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*");
            double weight = Arrays.stream(parts)
                    .skip(1)
                    .filter(parameter -> parameter.matches("q=[01](\\.[0-9]{0,3})?"))
                    .mapToDouble(parameter -> Double.parseDouble(parameter.substring(2)))
                    .findFirst()
                    .orElse(1);
            return new Range(form(parts[0]), weight);
        }

        private static Optional<WantedForm> form(String type) {
            return switch (type) {
                case "application/json", "application/vnd.oai.openapi+json" -> Optional.of(JSON);
                case "application/yaml", "application/vnd.oai.openapi", "text/yaml", "application/x-yaml" ->
                    Optional.of(YAML);
                default -> Optional.empty();
            };
        }
    }
}
