/**
 * The wire's records as JSON, without a data binder: for the device, which would hold the 690
 * classes of one for ever.
 *
 * <pre>
 *   Records --> Shapes --> Shape  (Text, Scalar, Sequence, Mapping, Maybe, Fields, Union, Any)
 *   Tree  (what others say, looked at without records)
 * </pre>
 *
 * What it writes, {@link fleet.contract.Json} reads, and the other way round.
 */
@NullMarked
package fleet.contract.codec;

import org.jspecify.annotations.NullMarked;
