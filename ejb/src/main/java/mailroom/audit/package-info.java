/** Who read or changed what: rows that are only ever added. */
package mailroom.audit;
