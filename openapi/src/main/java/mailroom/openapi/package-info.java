/** The description of the REST API (OpenAPI 3.0), written by hand in one file and served at {@code /openapi}. */
package mailroom.openapi;
