/** How much room is left where Mailroom writes: told before it runs out, and nothing is begun that would not fit. */
package mailroom.disk;
