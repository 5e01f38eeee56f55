/**
 * Hands routed mail to its destinations: a message channel adapter for each scheme (JMS queue or topic, folder, webhook)
 * behind one route. A mail's header fields never become headers of a Camel message.
 */
package mailroom.camel.delivery;
