/**
 * Notifications: what an application asks to be sent, read from JSON, checked, and composed into the bytes of a mail
 * (RFC 5322).
 */
package mailroom.notification;
