package mailroom.routing.sieve;

import org.apache.jsieve.mail.Action;

record ActionPipe(String destination) implements Action {}
