/**
 * What stands before every address of the server, Mailroom's and Liberty's own: how often a password may be wrong, who may
 * read the metrics. A library of the server, not of the application, since Liberty's consoles know no filter of an
 * application (docs/adr/0025).
 */
package mailroom.doors;
