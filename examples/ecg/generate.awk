# A series that is like an electrocardiogram, 250 samples a second, the same on every machine:
#   awk -f examples/ecg/generate.awk > ecg.txt
#
# A beat is a sum of bumps a * exp(-((phase - at) / width)^2 / 2) over its phase 0..1: P, R, S and T.
# Up to sample 4,999 a beat lasts about 200 samples, from there about 130: the change of rhythm.
# Beat 12 is abnormal: wide, no P, its T upside down. Chance is the generator of Lehmer (1951) with
# multiplier 16807 and modulus 2^31 - 1, seed 7; the sum of four numbers less 2 stands for a normal one.
function chance() { seed = (16807 * seed) % 2147483647; return seed / 2147483647 }
function noise() { return chance() + chance() + chance() + chance() - 2 }
function bump(a, at, width,    x) { x = (phase - at) / width; return a * exp(-x * x / 2) }
BEGIN {
    seed = 7; n = 8000; period = 200; beat = 0; phase = 0
    for (t = 0; t < n; t++) {
        if (beat == 12) v = bump(1.2, 0.40, 0.08) - bump(0.5, 0.65, 0.08)
        else v = bump(0.15, 0.20, 0.030) + bump(1, 0.35, 0.015) - bump(0.2, 0.40, 0.018) \
                 + bump(0.3, 0.62, 0.050)
        printf "%.3f\n", v + 0.01 * noise()
        phase += 1 / period
        if (phase >= 1) {
            phase -= 1; beat++
            period = (t < 5000 ? 200 : 130) * (1 + 0.02 * noise())
        }
    }
}
