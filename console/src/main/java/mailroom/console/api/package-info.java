/**
 * The REST API below {@code /mailroom/api}: thin resources over the boundary beans of {@code ejb}, records that are its
 * JSON, and errors as problem details (RFC 9457).
 */
package mailroom.console.api;
