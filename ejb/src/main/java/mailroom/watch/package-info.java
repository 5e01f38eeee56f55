/** What is watched from outside: the gauges of {@code /metrics}, read from the rows and the running mailboxes. */
package mailroom.watch;
