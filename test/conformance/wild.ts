/** A value that the checks use against its type, on purpose: no type would let them through. */
export type Wild = ReturnType<typeof JSON.parse>;
