/** The incidents: rows of everything that was refused, skipped or given up, each of a kind that operating.md explains. */
package mailroom.incident;
