// Boosted trees without a walk: what a value rules out of the leaves of every tree is a mask that lies ready, and the
// first leaf that no value rules out is the one that a walk ends in (QuickScorer, Lucchese et al. 2015).
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <vector>

#include "evidence.h"

namespace normalize {

constexpr size_t EIGHT = 8;  // trees whose masks are taken together
typedef uint64_t Masks __attribute__((vector_size(8 * EIGHT)));

// Writes what several rows of masks have in common.
typedef void (*Meet)(const uint64_t* const* rows, size_t count, size_t trees, uint64_t* out);

__attribute__((always_inline)) inline void meet_all(const uint64_t* const* rows, size_t count, size_t trees,
                                                    uint64_t* out) {
    for (size_t t = 0; t < trees; t += EIGHT) {
        Masks met, row;
        std::memcpy(&met, rows[0] + t, sizeof met);
        for (size_t r = 1; r < count; r++) {
            std::memcpy(&row, rows[r] + t, sizeof row);
            met &= row;
        }
        std::memcpy(out + t, &met, sizeof met);
    }
}

inline void meet_plain(const uint64_t* const* rows, size_t count, size_t trees, uint64_t* out) {
    meet_all(rows, count, trees, out);
}

#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx2"))) inline void meet_avx2(const uint64_t* const* rows, size_t count, size_t trees,
                                                      uint64_t* out) {
    meet_all(rows, count, trees, out);
}

__attribute__((target("avx512f"))) inline void meet_avx512(const uint64_t* const* rows, size_t count, size_t trees,
                                                           uint64_t* out) {
    meet_all(rows, count, trees, out);
}
#endif

inline Meet choose_meet() {
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx512f")) return meet_avx512;
    if (__builtin_cpu_supports("avx2")) return meet_avx2;
#endif
    return meet_plain;
}

inline const Meet meet = choose_meet();

struct Forest {
    static constexpr size_t LEAVES = 64;  // of a tree, at most: a bit each
    size_t trees = 0, stride = 0;         // how many, and the same filled up to whole vectors
    std::vector<double> thresholds[FEATURES];
    std::vector<uint64_t> masks[FEATURES];  // a row of trees for each number of thresholds that lie below a value
    std::vector<double> value;              // of the leaves, from low to high
    double scale[2] = {1, 1}, shift[2] = {0, 0}, number = 0;  // of names in two scripts, and in one
    static constexpr size_t STEPS = 256;
    std::vector<uint16_t> starts[FEATURES];  // the first threshold of each step between the lowest and the highest

    // Higher values have no lower steps.
    size_t step(int feature, double x) const {
        auto& several = thresholds[feature];
        double at = (x - several.front()) * ((STEPS - 2) / std::max(several.back() - several.front(), 1e-9));
        return at < 0 ? 0 : at >= STEPS - 2 ? STEPS - 1 : 1 + (size_t)at;
    }

    void grow(int64_t count, int64_t nodes, const int64_t* feature, const double* threshold, const int64_t* low,
              const int64_t* high, const double* leaf) {
        trees = count, stride = (trees + EIGHT - 1) / EIGHT * EIGHT;
        value.assign(stride * LEAVES, 0.0);
        struct Test {
            int64_t feature;
            double threshold;
            size_t tree;
            uint64_t ruled_out;  // leaves that a value above the threshold does not lead to
        };
        std::vector<Test> tests;
        for (size_t t = 0; t < trees; t++) {
            size_t leaves = 0;
            auto visit = [&](auto& self, int64_t node) -> void {
                int64_t at = t * nodes + node;
                if (low[at] == node) {
                    if (leaves == LEAVES) throw std::length_error("a tree has over 64 leaves");
                    value[t * LEAVES + leaves++] = leaf[at];
                    return;
                }
                size_t first = leaves;
                self(self, low[at]);
                tests.push_back({feature[at], threshold[at], t, ((uint64_t(1) << (leaves - first)) - 1) << first});
                self(self, high[at]);
            };
            visit(visit, 0);
        }
        for (auto& test : tests) thresholds[test.feature].push_back(test.threshold);
        for (int f = 0; f < FEATURES; f++) {
            auto& several = thresholds[f];
            std::sort(several.begin(), several.end());
            several.erase(std::unique(several.begin(), several.end()), several.end());
            starts[f].clear();
            for (size_t s = 0, at = 0; s < STEPS && !several.empty(); s++) {
                while (at < several.size() && step(f, several[at]) < s) at++;
                starts[f].push_back((uint16_t)at);
            }
            masks[f].assign((several.size() + 1) * stride, ~uint64_t(0));
        }
        for (auto& test : tests)
            for (size_t below = count_below((int)test.feature, test.threshold) + 1;
                 below <= thresholds[test.feature].size(); below++)
                masks[test.feature][below * stride + test.tree] &= ~test.ruled_out;
    }

    // How many thresholds lie below a value: those of lower steps, and some of its own.
    size_t count_below(int feature, double x) const {
        auto& several = thresholds[feature];
        if (several.empty()) return 0;
        size_t at = starts[feature][step(feature, x)];
        while (at < several.size() && several[at] < x) at++;
        return at;
    }

    // As `Trees.log_odds`: leaves are added tree by tree.
    void weigh(const std::vector<Row>& table, std::vector<double>& odds) const {
        constexpr size_t TOGETHER = 4, FEW = 3;  // rows whose leaves are added up side by side; thresholds
        size_t rows = table.size();
        odds.resize(rows);
        if (!rows) return;
        std::vector<uint16_t> below(FEATURES * rows);
        // What all rows have in common is looked at once, and what neighbours mostly have in common when it changes.
        std::vector<uint64_t> shared(stride, ~uint64_t(0)), nearly(stride), left(TOGETHER * stride, 1);
        std::vector<const uint16_t*> seldom, often;
        std::vector<const uint64_t*> of_seldom, of_often, alike;
        auto pick = [&](const uint16_t* own, size_t i) {
            return &masks[(own - below.data()) / rows][own[i] * stride];
        };
        for (int f = 0; f < FEATURES; f++) {
            uint16_t* own = &below[f * rows];
            bool varies = false;
            for (size_t i = 0; i < rows; i++) {
                own[i] = (uint16_t)count_below(f, table[i][f]);
                varies |= own[i] != own[0];
            }
            if (!varies) alike.push_back(pick(own, 0));
            else (thresholds[f].size() <= FEW ? seldom : often).push_back(own);
        }
        if (!alike.empty()) meet(alike.data(), alike.size(), stride, shared.data());
        for (size_t i = 0; i < rows; i += TOGETHER) {
            size_t together = std::min(TOGETHER, rows - i);
            for (size_t k = 0; k < together; k++) {
                size_t row = i + k;
                bool changes = std::any_of(seldom.begin(), seldom.end(), [&](auto own) { return own[row] != own[row - (row > 0)]; });
                if (!row || changes) {
                    of_seldom.assign(1, shared.data());
                    for (auto own : seldom) of_seldom.push_back(pick(own, row));
                    meet(of_seldom.data(), of_seldom.size(), stride, nearly.data());
                }
                of_often.assign(1, nearly.data());
                for (auto own : often) of_often.push_back(pick(own, row));
                meet(of_often.data(), of_often.size(), stride, &left[k * stride]);
            }
            double total[TOGETHER] = {0};
            for (size_t t = 0; t < trees; t++)
                for (size_t k = 0; k < TOGETHER; k++)
                    total[k] += value[t * LEAVES + __builtin_ctzll(left[k * stride + t])];
            for (size_t k = 0; k < together; k++) {
                int one = table[i + k][SAME_SCRIPT] > 0.5;
                odds[i + k] = total[k] * scale[one] + shift[one] - number * table[i + k][NUMERALS];
            }
        }
    }
};

// As `contradicts`.
inline bool contradicts(const Row& row) {
    bool several = std::min(row[QUERY_WORDS], row[ALIAS_WORDS]) > 1;
    bool clash = row[CLASH] > 0;
    return (several && (clash || row[CONTRADICTIONS] > 0)) || (clash && row[LETTERS] > 0.9);
}

}  // namespace normalize
