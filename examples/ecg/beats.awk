# Cuts beats out of a series, one line each:
#   awk -v as=ucr -v part=0 -f beats.awk ecg.txt    every second beat: 1 (slow) or 2 (fast), 260 samples
#   awk -v as=spmf -f beats.awk ecg.txt             each beat as levels: 1 low, 2 middle, 3 high
# A beat begins 60 samples before its peak, a largest sample above 0.8 of the 40 on either side.
{ v[n++] = $1 }
function peak(t,    i) {
    if (v[t] <= 0.8) return 0
    for (i = t - 40; i <= t + 40; i++) if (v[i] > v[t] || (i < t && v[i] == v[t])) return 0
    return 1
}
function level(x) { return x < -0.1 ? 1 : x <= 0.5 ? 2 : 3 }
END {
    for (t = 60; t + 200 <= n; t++) {
        if (!peak(t)) continue
        count++
        if (as == "ucr" && count % 2 != part) continue
        line = as == "ucr" ? (t < 5000 ? 1 : 2) : ""
        last = 0
        for (i = t - 60; i < t + (as == "ucr" ? 200 : 70); i++) {
            if (as == "ucr") line = line "\t" v[i]
            else if (level(v[i]) != last) { last = level(v[i]); line = line last " -1 " }
        }
        print line (as == "ucr" ? "" : "-2")
    }
}
