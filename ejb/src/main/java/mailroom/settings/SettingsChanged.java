package mailroom.settings;

/** A CDI event: a new, checked {@code mailroom.yaml} is in force. */
public record SettingsChanged(Settings before, Settings now) {}
