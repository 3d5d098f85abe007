/**
 * What holds for the code as a whole: who may import whom, which library lives where, how it is
 * laid out.
 */
@NullMarked
package gslb.server.architecture;

import org.jspecify.annotations.NullMarked;
