/**
 * Segments: plain {@code .tar.zst} files, one zstd frame and one tar member a mail, that hold the exact bytes of every
 * mail and where it was seen. They are the truth; the database is an index of them.
 */
package mailroom.archive;
