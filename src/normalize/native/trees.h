// Boosted trees over whole numbers: each value is replaced by how many thresholds of its feature lie below it.
#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

#include "evidence.h"

namespace normalize {

struct Forest {
    struct Node {
        uint16_t feature, most, next[2];  // `next`: where to go from a value of at most `most`, and from a higher one
    };
    int64_t trees = 0, nodes = 0;
    int depth = 0;
    std::vector<Node> node;
    std::vector<double> value;
    std::vector<double> thresholds[FEATURES];
    double scale[2] = {1, 1}, shift[2] = {0, 0}, number = 0;  // of names in two scripts, and in one

    void grow(int64_t trees_, int64_t nodes_, int depth_, const int64_t* feature, const double* threshold,
              const int64_t* low, const int64_t* high, const double* leaf) {
        trees = trees_, nodes = nodes_, depth = depth_;
        value.assign(leaf, leaf + trees * nodes);
        node.resize(trees * nodes);
        for (int64_t i = 0; i < trees * nodes; i++) thresholds[feature[i]].push_back(threshold[i]);
        for (auto& several : thresholds) {
            std::sort(several.begin(), several.end());
            several.erase(std::unique(several.begin(), several.end()), several.end());
        }
        for (int64_t i = 0; i < trees * nodes; i++)
            node[i] = {(uint16_t)feature[i], count_below((int)feature[i], threshold[i]), {(uint16_t)low[i], (uint16_t)high[i]}};
    }
    uint16_t count_below(int feature, double x) const {
        auto& several = thresholds[feature];
        return (uint16_t)(std::lower_bound(several.begin(), several.end(), x) - several.begin());
    }

    // As `Trees.log_odds`: leaves are added tree by tree.
    void weigh(const std::vector<Row>& table, std::vector<double>& odds) const {
        constexpr size_t WIDE = 8, STRIDE = 32;
        size_t rows = table.size(), padded = (rows + WIDE - 1) / WIDE * WIDE;
        std::vector<uint16_t> below(padded * STRIDE, 0);
        for (size_t i = 0; i < rows; i++)
            for (int f = 0; f < FEATURES; f++) below[i * STRIDE + f] = count_below(f, table[i][f]);
        std::vector<double> total(padded, 0.0);
        for (int64_t t = 0; t < trees; t++) {
            const Node* tree = &node[t * nodes];
            const double* leaf = &value[t * nodes];
            for (size_t i = 0; i < padded; i += WIDE) {
                uint32_t at[WIDE] = {0};
                const uint16_t* here = &below[i * STRIDE];
                for (int d = 0; d < depth; d++)
                    for (size_t k = 0; k < WIDE; k++) {
                        const Node& now = tree[at[k]];
                        at[k] = now.next[here[k * STRIDE + now.feature] > now.most];  // no branch to guess
                    }
                for (size_t k = 0; k < WIDE; k++) total[i + k] += leaf[at[k]];
            }
        }
        odds.resize(rows);
        for (size_t i = 0; i < rows; i++) {
            int one = table[i][SAME_SCRIPT] > 0.5;
            odds[i] = total[i] * scale[one] + shift[one] - number * table[i][NUMERALS];
        }
    }
};

// As `contradicts`.
inline bool contradicts(const Row& row) {
    bool several = std::min(row[QUERY_WORDS], row[ALIAS_WORDS]) > 1;
    return row[CLASH] > 0 && (several || row[LETTERS] > 0.9);
}

}  // namespace normalize
