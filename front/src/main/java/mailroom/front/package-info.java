/** The root of the server: it leads to the console, and says in Mailroom's words that there is nothing elsewhere. */
package mailroom.front;
