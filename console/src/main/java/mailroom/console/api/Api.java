package mailroom.console.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Serves everything below {@code /mailroom/api}. */
@ApplicationPath("api")
public class Api extends Application {}
