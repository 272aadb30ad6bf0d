/// How fast it is, measured by JMH. Nothing here is shipped.
///
/// One class a part; what each measures stands at its head, how to run and to read them in
/// `benchmarks/README.md`. Benchmark classes are neither final nor immutable, because JMH makes
/// subclasses of them and fills their fields.
@NullMarked
package orrery.benchmarks;

import org.jspecify.annotations.NullMarked;
