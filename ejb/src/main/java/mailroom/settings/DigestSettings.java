package mailroom.settings;

import java.time.LocalTime;
import java.util.List;

/** The daily digest to administrators; off while {@code to} is empty. The time is in the server's zone. */
public record DigestSettings(List<String> to, LocalTime at, String relay) {

    public static final DigestSettings OFF = new DigestSettings(List.of(), LocalTime.of(7, 0), "default");

    public boolean isOn() {
        return !to.isEmpty();
    }
}
