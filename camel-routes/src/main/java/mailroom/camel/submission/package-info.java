/** Takes submissions from their queue through the route {@code submit} to a relay, and notifications that come by JMS. */
package mailroom.camel.submission;
