/// Kernels of the window analysis: plain arrays, no allocation after construction.
///
/// ```java
/// WindowStudy study = new WindowStudy(new WindowLimits(512, 64, 6, 0, 256));
/// WindowStudy.Stage stage = study.examine(window, 0, 512);
/// ```
package orrery.attractor.internal;
