/** Who may come in and how: roles, plain HTTP for loopback only, requests of other sites, failed logins, headers. */
package mailroom.console.access;
