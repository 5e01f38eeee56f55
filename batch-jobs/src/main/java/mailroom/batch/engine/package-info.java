/**
 * JBeret inside the EAR: the one package that knows which Jakarta Batch engine runs. It gives the engine the container's
 * threads, transactions, beans and data source, so that a chunk's rows and its checkpoint commit together.
 */
package mailroom.batch.engine;
