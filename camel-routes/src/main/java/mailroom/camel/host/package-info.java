/** The addresses of the hosts that Mailroom connects to, looked up in limited time. */
package mailroom.camel.host;
