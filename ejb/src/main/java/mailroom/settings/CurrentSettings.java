package mailroom.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Optional;

/** The settings in force. Ask each time, keep none: they change while the server runs. */
@ApplicationScoped
public class CurrentSettings {

    private final Event<SettingsChanged> changes;
    private volatile Optional<SettingsRefused> refusal = Optional.empty();
    private volatile Settings inForce = Settings.EMPTY;

    CurrentSettings() {
        this((Event<SettingsChanged>) null);
    }

    @Inject
    public CurrentSettings(Event<SettingsChanged> changes) {
        this.changes = changes;
    }

    /** Gives fixed settings outside a container. */
    public CurrentSettings(Settings settings) {
        this((Event<SettingsChanged>) null);
        inForce = settings;
    }

    public Settings get() {
        return inForce;
    }

    /** Why the file as it stands now was not taken; empty when it is in force. */
    public Optional<SettingsRefused> lastRefusal() {
        return refusal;
    }

    public void refuse(SettingsRefused problem) {
        refusal = Optional.of(problem);
    }

    public void replace(Settings next) {
        Settings before = inForce;
        inForce = next;
        refusal = Optional.empty();
        changes.fire(new SettingsChanged(before, next));
    }
}
