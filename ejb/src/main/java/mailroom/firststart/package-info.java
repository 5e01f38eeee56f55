/** Makes the secrets that no product may ship, when the server starts for the first time, and tells when they are in force. */
package mailroom.firststart;
