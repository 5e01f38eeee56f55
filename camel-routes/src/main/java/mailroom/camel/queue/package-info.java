/** How messages are taken off Mailroom's queues: none is lost, none is tried in a loop, what is given up is seen. */
package mailroom.camel.queue;
