/** The product as its users get it, started from {@code mailroom.zip}, and the real servers it talks to. */
package mailroom;
