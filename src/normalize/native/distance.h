// Distances between strings, bit by bit the numbers that rapidfuzz gives.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace normalize {

// ASCII of at most 64 letters as one mask for each letter (Hyyrö 2004), to be held against many others.
struct Pattern {
    uint64_t masks[128];
    std::string_view text;

    Pattern() { std::fill(masks, masks + 128, 0); }
    explicit Pattern(std::string_view from) { set(from); }
    void set(std::string_view from) {
        std::fill(masks, masks + 128, 0);
        text = from;
        if (fits())
            for (size_t i = 0; i < text.size(); i++) masks[text[i] & 127] |= uint64_t(1) << i;
    }
    bool fits() const { return text.size() <= 64; }
};

// The ones in a word; the builtin is a call where the processor need not have the instruction.
inline size_t count_bits(uint64_t word) {
    word -= word >> 1 & 0x5555555555555555;
    word = (word & 0x3333333333333333) + (word >> 2 & 0x3333333333333333);
    return ((word + (word >> 4)) & 0x0F0F0F0F0F0F0F0F) * 0x0101010101010101 >> 56;
}

template <class Text> size_t count_common_slowly(const Text& one, const Text& other) {
    std::vector<uint32_t> row(other.size() + 1, 0);
    for (auto letter : one) {
        uint32_t before = 0;
        for (size_t j = 0; j < other.size(); j++) {
            uint32_t above = row[j + 1];
            row[j + 1] = letter == other[j] ? before + 1 : std::max(above, row[j]);
            before = above;
        }
    }
    return row.back();
}

// The length of the longest common subsequence.
inline size_t count_common(const Pattern& one, std::string_view other) {
    if (!one.fits()) return other.size() <= 64 ? count_common(Pattern(other), one.text) : count_common_slowly(one.text, other);
    uint64_t row = ~uint64_t(0);
    for (unsigned char c : other) {
        uint64_t met = row & one.masks[c & 127];
        row = (row + met) | (row - met);
    }
    uint64_t within = one.text.size() == 64 ? ~uint64_t(0) : (uint64_t(1) << one.text.size()) - 1;
    return count_bits(~row & within);
}

inline double share(size_t distance, size_t most) { return 1.0 - (most ? (double)distance / (double)most : 0.0); }

inline double indel(const Pattern& one, std::string_view other) {
    size_t most = one.text.size() + other.size();
    return share(most - 2 * count_common(one, other), most);
}

inline double indel(std::u32string_view one, std::u32string_view other) {
    size_t most = one.size() + other.size();
    return share(most - 2 * count_common_slowly(one, other), most);
}

// Letters to insert, delete or change; with `SWAPS` two neighbours swapped count one too: optimal string alignment.
template <bool SWAPS> size_t count_distance_slowly(std::string_view one, std::string_view other) {
    std::vector<uint32_t> before(other.size() + 1), row(other.size() + 1), above(other.size() + 1);
    for (size_t j = 0; j <= other.size(); j++) row[j] = j;
    for (size_t i = 0; i < one.size(); i++) {
        before.swap(above), above.swap(row);
        row[0] = i + 1;
        for (size_t j = 0; j < other.size(); j++) {
            row[j + 1] = std::min({above[j + 1] + 1, row[j] + 1, above[j] + (one[i] != other[j])});
            if (SWAPS && i && j && one[i] == other[j - 1] && one[i - 1] == other[j])
                row[j + 1] = std::min(row[j + 1], before[j - 1] + 1);
        }
    }
    return row.back();
}

// The same bit by bit (Myers 1999, Hyyrö 2003).
template <bool SWAPS> size_t count_distance(const Pattern& one, std::string_view other) {
    if (!one.fits())
        return other.size() <= 64 ? count_distance<SWAPS>(Pattern(other), one.text)
                                  : count_distance_slowly<SWAPS>(one.text, other);
    if (one.text.empty()) return other.size();
    uint64_t up = ~uint64_t(0), down = 0, level = 0, old = 0, last = uint64_t(1) << (one.text.size() - 1);
    size_t distance = one.text.size();
    for (unsigned char c : other) {
        uint64_t mask = one.masks[c & 127];
        uint64_t swapped = SWAPS ? ((~level & mask) << 1) & old : 0;
        level = (((mask & up) + up) ^ up) | mask | down | swapped;
        uint64_t more = down | ~(level | up), less = up & level;
        distance += (more & last) != 0;
        distance -= (less & last) != 0;
        more = (more << 1) | 1;
        up = (less << 1) | ~(level | more);
        down = more & level;
        old = mask;
    }
    return distance;
}

inline double levenshtein(const Pattern& one, std::string_view other) {
    return share(count_distance<false>(one, other), std::max(one.text.size(), other.size()));
}

// The letters that two strings have in common for Jaro's similarity, and how many of them stand crosswise.
struct Met {
    size_t common, crossed;
};

inline Met meet_slowly(std::string_view one, std::string_view other, size_t reach) {
    Met found{0, 0};
    std::vector<char> met(one.size()), meets(other.size());
    for (size_t j = 0; j < other.size(); j++)
        for (size_t i = j > reach ? j - reach : 0; i < std::min(one.size(), j + reach + 1); i++)
            if (!met[i] && one[i] == other[j]) {
                met[i] = meets[j] = 1;
                found.common++;
                break;
            }
    for (size_t i = 0, j = 0; i < one.size(); i++)
        if (met[i]) {
            while (!meets[j]) j++;
            found.crossed += one[i] != other[j++];
        }
    return found;
}

// The same for what fits into a mask.
inline Met meet_letters(const Pattern& one, std::string_view other, size_t reach) {
    uint64_t met = 0, meets = 0;
    for (size_t j = 0; j < other.size(); j++) {
        uint64_t before = j + reach + 1 < 64 ? (uint64_t(1) << (j + reach + 1)) - 1 : ~uint64_t(0);
        uint64_t within = j > reach ? before & ~((uint64_t(1) << (j - reach)) - 1) : before;
        uint64_t free = one.masks[other[j] & 127] & within & ~met;
        met |= free & -free;
        meets |= uint64_t(free != 0) << j;
    }
    Met found{(size_t)count_bits(met), 0};
    for (; met; met &= met - 1, meets &= meets - 1)
        found.crossed += one.text[__builtin_ctzll(met)] != other[__builtin_ctzll(meets)];
    return found;
}

// Jaro–Winkler similarity; the sum in the order in which rapidfuzz adds.
inline double jaro_winkler(const Pattern& one, std::string_view other) {
    size_t n = one.text.size(), m = other.size(), most = std::max(n, m);
    double likeness = 0;
    if (!n && !m) likeness = 1;
    else if (n == 1 && m == 1) likeness = one.text[0] == other[0];
    else if (n && m) {
        size_t reach = most / 2 ? most / 2 - 1 : 0;
        auto [common, crossed] = most <= 64 ? meet_letters(one, other, reach) : meet_slowly(one.text, other, reach);
        if (common) {
            likeness += (double)common / (double)n;
            likeness += (double)common / (double)m;
            likeness += ((double)common - (double)(crossed / 2)) / (double)common;
            likeness /= 3.0;
        }
    }
    size_t same = 0;
    while (same < std::min({n, m, size_t(4)}) && one.text[same] == other[same]) same++;
    if (likeness > 0.7) likeness = std::min(likeness + (double)same * 0.1 * (1.0 - likeness), 1.0);
    return 1.0 - (1.0 - likeness);
}

}  // namespace normalize
