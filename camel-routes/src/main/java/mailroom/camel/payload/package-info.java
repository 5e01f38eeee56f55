/** Makes of a mail what a destination asks for: its exact bytes, one JSON document (RFC 8259), or its attachments. */
package mailroom.camel.payload;
