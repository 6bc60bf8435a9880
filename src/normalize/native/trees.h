// Boosted trees over many candidates at once: which of them are at a node is a set of bits, which the test of the node
// divides between its children; the leaf that a candidate ends in is the one whose set holds it.
#pragma once
#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <vector>
#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

#include "evidence.h"

namespace normalize {

constexpr size_t SET = 64;  // candidates in a set, a bit each

// A test: those of the candidates in a set with more than `above` thresholds of the feature below their value go to the
// set `high`, the others to `low`.
struct Node {
    uint8_t feature, above;
    uint16_t set, low, high;
};

typedef uint8_t Ranks[FEATURES][SET];  // values of each feature, each as the number of thresholds below it

// Writes for each node the set of all the candidates that its test sends high.
typedef void (*Test)(const Node* nodes, size_t count, const Ranks& ranks, uint64_t* high);

inline void test_plain(const Node* nodes, size_t count, const Ranks& ranks, uint64_t* high) {
    for (size_t n = 0; n < count; n++) {
        high[n] = 0;
        for (size_t i = 0; i < SET; i++) high[n] |= uint64_t(ranks[nodes[n].feature][i] > nodes[n].above) << i;
    }
}

#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx2"))) inline void test_avx2(const Node* nodes, size_t count, const Ranks& ranks, uint64_t* high) {
    for (size_t n = 0; n < count; n++) {
        // Bytes without a sign: one is at most another where the greater of both is the other.
        const __m256i* own = (const __m256i*)ranks[nodes[n].feature];
        __m256i most = _mm256_set1_epi8((char)nodes[n].above);
        __m256i one = _mm256_cmpeq_epi8(_mm256_max_epu8(_mm256_load_si256(own), most), most);
        __m256i other = _mm256_cmpeq_epi8(_mm256_max_epu8(_mm256_load_si256(own + 1), most), most);
        high[n] = ~((uint64_t)(uint32_t)_mm256_movemask_epi8(one) | (uint64_t)(uint32_t)_mm256_movemask_epi8(other) << 32);
    }
}

__attribute__((target("avx512f,avx512bw"))) inline void test_avx512(const Node* nodes, size_t count, const Ranks& ranks,
                                                                    uint64_t* high) {
    for (size_t n = 0; n < count; n++)
        high[n] = _mm512_cmpgt_epu8_mask(_mm512_load_si512(ranks[nodes[n].feature]), _mm512_set1_epi8((char)nodes[n].above));
}
#endif

inline Test choose_test() {
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx512bw")) return test_avx512;
    if (__builtin_cpu_supports("avx2")) return test_avx2;
#endif
    return test_plain;
}

inline const Test test = choose_test();

// Writes the number of the leaf that each candidate ends in, from the sets of the leaves of a tree.
typedef void (*Gather)(const uint64_t* sets, const uint16_t* leaves, size_t count, uint8_t* ends);

inline void gather_plain(const uint64_t* sets, const uint16_t* leaves, size_t count, uint8_t* ends) {
    for (size_t l = 0; l < count; l++)
        for (uint64_t set = sets[leaves[l]]; set; set &= set - 1) ends[__builtin_ctzll(set)] = (uint8_t)l;
}

#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx512f,avx512bw"))) inline void gather_avx512(const uint64_t* sets, const uint16_t* leaves,
                                                                      size_t count, uint8_t* ends) {
    __m512i found = _mm512_setzero_si512();
    for (size_t l = 0; l < count; l++) found = _mm512_mask_set1_epi8(found, sets[leaves[l]], (char)l);
    _mm512_store_si512(ends, found);
}
#endif

inline Gather choose_gather() {
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx512bw")) return gather_avx512;
#endif
    return gather_plain;
}

inline const Gather gather = choose_gather();

class Forest {
  public:
    double scale[2] = {1, 1}, shift[2] = {0, 0}, number = 0;  // of names in two scripts, and in one

    void grow(int64_t count, int64_t nodes, const int64_t* feature, const double* threshold, const int64_t* low,
              const int64_t* high, const double* leaf) {
        for (auto& several : thresholds_) several.clear();
        auto is_leaf = [&](int64_t tree, int64_t node) { return low[tree * nodes + node] == node; };
        for (int64_t t = 0; t < count; t++) {
            auto visit = [&](auto& self, int64_t node) -> void {
                int64_t at = t * nodes + node;
                if (is_leaf(t, node)) return;
                thresholds_[feature[at]].push_back(threshold[at]);
                self(self, low[at]), self(self, high[at]);
            };
            visit(visit, 0);
        }
        for (int f = 0; f < FEATURES; f++) list_steps(f);
        groups_.clear(), nodes_.clear(), counts_.clear(), leaves_.clear(), values_.clear(), most_ = 0;
        for (int64_t first = 0; first < count; first += FEW) {
            // Level by level through a few trees: no set is asked for just after it was made.
            struct Place {
                int64_t tree, node;
            };
            std::vector<Place> places;  // by the number of the set
            std::vector<uint16_t> leaves[FEW];
            size_t trees = std::min<int64_t>(count - first, FEW), before = nodes_.size();
            for (size_t t = 0; t < trees; t++) places.push_back({first + (int64_t)t, 0});
            for (size_t set = 0; set < places.size(); set++) {
                auto [tree, node] = places[set];
                int64_t at = tree * nodes + node;
                if (is_leaf(tree, node)) {
                    leaves[tree - first].push_back((uint16_t)set);
                    continue;
                }
                uint16_t next = (uint16_t)places.size();
                int f = (int)feature[at];
                nodes_.push_back({(uint8_t)f, (uint8_t)count_below(f, threshold[at]), (uint16_t)set, next, (uint16_t)(next + 1)});
                places.push_back({tree, low[at]}), places.push_back({tree, high[at]});
                if (places.size() > UINT16_MAX) throw std::length_error("the trees have too many leaves");
            }
            for (size_t t = 0; t < trees; t++) {
                if (leaves[t].size() > UINT8_MAX) throw std::length_error("a tree has over 255 leaves");
                counts_.push_back(leaves[t].size());
                for (uint16_t set : leaves[t]) {
                    leaves_.push_back(set);
                    values_.push_back(leaf[places[set].tree * nodes + places[set].node]);
                }
            }
            groups_.push_back({trees, nodes_.size() - before});
            most_ = std::max(most_, places.size());
        }
    }

    // As `Trees.log_odds`: leaves are added tree by tree.
    void weigh(const std::vector<Row>& table, std::vector<double>& odds) const {
        odds.assign(table.size(), 0.0);
        alignas(64) Ranks ranks = {};
        alignas(64) uint8_t ends[SET];
        std::vector<uint64_t> above(nodes_.size()), sets(most_);
        for (size_t first = 0; first < table.size(); first += SET) {
            size_t together = std::min(SET, table.size() - first);
            for (int f = 0; f < FEATURES; f++)
                for (size_t i = 0; i < together; i++) {
                    bool is_same = i && table[first + i][f] == table[first + i - 1][f];
                    ranks[f][i] = is_same ? ranks[f][i - 1] : (uint8_t)count_below(f, table[first + i][f]);
                }
            test(nodes_.data(), nodes_.size(), ranks, above.data());
            const Node* node = nodes_.data();
            const uint64_t* high = above.data();
            const size_t* count = counts_.data();
            const uint16_t* leaves = leaves_.data();
            const double* values = values_.data();
            for (auto& group : groups_) {
                std::fill(sets.begin(), sets.begin() + group.trees, ~uint64_t(0));
                for (auto end = node + group.nodes; node != end; node++, high++) {
                    uint64_t own = sets[node->set];
                    sets[node->low] = own & ~*high, sets[node->high] = own & *high;
                }
                for (auto end = count + group.trees; count != end; leaves += *count, values += *count, count++) {
                    gather(sets.data(), leaves, *count, ends);
                    for (size_t i = 0; i < together; i++) odds[first + i] += values[ends[i]];
                }
            }
        }
        for (size_t i = 0; i < table.size(); i++) {
            int one = table[i][SAME_SCRIPT] > 0.5;
            odds[i] = odds[i] * scale[one] + shift[one] - number * table[i][NUMERALS];
        }
    }

  private:
    static constexpr size_t FEW = 8, STEPS = 256;
    struct Group {
        size_t trees, nodes;
    };
    std::vector<Group> groups_;     // of trees whose sets are made together
    std::vector<Node> nodes_;       // group by group
    std::vector<size_t> counts_;    // of the leaves of each tree
    std::vector<uint16_t> leaves_;  // their sets, tree by tree
    std::vector<double> values_;    // what they are worth
    size_t most_ = 0;               // sets of a group
    std::vector<double> thresholds_[FEATURES];
    std::vector<uint8_t> starts_[FEATURES];  // the first threshold of each step between the lowest and the highest

    void list_steps(int feature) {
        auto& several = thresholds_[feature];
        std::sort(several.begin(), several.end());
        several.erase(std::unique(several.begin(), several.end()), several.end());
        if (several.size() > UINT8_MAX) throw std::length_error("a feature has over 255 thresholds");
        starts_[feature].clear();
        for (size_t s = 0, at = 0; s < STEPS && !several.empty(); s++) {
            while (at < several.size() && step(feature, several[at]) < s) at++;
            starts_[feature].push_back((uint8_t)at);
        }
    }

    // Higher values have no lower steps.
    size_t step(int feature, double x) const {
        auto& several = thresholds_[feature];
        double at = (x - several.front()) * ((STEPS - 2) / std::max(several.back() - several.front(), 1e-9));
        return at < 0 ? 0 : at >= STEPS - 2 ? STEPS - 1 : 1 + (size_t)at;
    }

    // How many thresholds lie below a value: those of lower steps, and some of its own.
    size_t count_below(int feature, double x) const {
        auto& several = thresholds_[feature];
        if (several.empty()) return 0;
        size_t at = starts_[feature][step(feature, x)];
        while (at < several.size() && several[at] < x) at++;
        return at;
    }
};

constexpr double CONTRADICTED = -1.0;  // as in the model

// As `contradicts`.
inline bool contradicts(const Row& row) {
    bool several = std::min(row[QUERY_WORDS], row[ALIAS_WORDS]) > 1;
    bool clash = row[CLASH] > 0;
    return (several && (clash || row[CONTRADICTIONS] > 0)) || (clash && row[LETTERS] > 0.9);
}

}  // namespace normalize
