/** Says where each file of {@code MAILROOM_HOME} stands, and keeps what must be kept from other users of the machine. */
package mailroom.home;
