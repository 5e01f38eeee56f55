package mailroom.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** The settings in force. Ask each time, keep none: they change while the server runs. */
@ApplicationScoped
public class CurrentSettings {

    private final Event<SettingsChanged> changes;
    private volatile Settings inForce = Settings.EMPTY;

    CurrentSettings() {
        this((Event<SettingsChanged>) null);
    }

    @Inject
    CurrentSettings(Event<SettingsChanged> changes) {
        this.changes = changes;
    }

    /** Fixed settings outside a container. */
    public CurrentSettings(Settings settings) {
        this((Event<SettingsChanged>) null);
        inForce = settings;
    }

    public Settings get() {
        return inForce;
    }

    void replace(Settings next) {
        Settings before = inForce;
        inForce = next;
        changes.fire(new SettingsChanged(before, next));
    }
}
