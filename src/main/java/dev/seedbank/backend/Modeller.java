package dev.seedbank.backend;

import dev.seedbank.backend.model.Validator;

/** Sets validators. Twice the same is once. */
public interface Modeller {
    /**
     * Gives a collection its validator; makes the collection if it is not there.
     *
     * @return whether it was made
     * @throws dev.seedbank.failure.OperationFailed if the server refuses it
     */
    boolean apply(Collection collection, Validator validator);
}
