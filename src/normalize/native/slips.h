// Spellings that a slip or two of the hand lead to, as `slips.SlipIndex`.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace normalize {

// Spellings by what is left of their first readings without some letters, as `slips.SlipIndex`.
struct Slips {
    static constexpr size_t FEWEST = 4, MOST = 12, PREFIX = 7, LONG = 6;
    const uint32_t *ends = nullptr, *numbers = nullptr;
    size_t count = 0;  // of the numbers
    int bits = 0;

    static size_t count_allowed(size_t one, size_t other) { return std::min(one, other) >= LONG ? 2 : 1; }
    // The buckets of what is left of a reading without up to two of its first letters.
    std::vector<uint32_t> list_buckets(std::string_view reading) const {
        std::vector<uint32_t> buckets;
        size_t length = std::min(reading.size(), PREFIX);
        // Two letters are left out: one of them, or both, may stand behind the last.
        for (size_t i = 0; i <= length; i++)
            for (size_t j = i == length ? length : i + 1; j <= length; j++) {
                uint64_t packed = 0;
                for (size_t at = 0; at < length; at++)
                    if (at != i && at != j) packed = packed << 8 | (uint8_t)reading[at];
                if (packed) buckets.push_back((uint32_t)(packed * 0x9E3779B97F4A7C15 >> (64 - bits)));
            }
        return buckets;
    }
    // What stands in one bucket; nothing where a damaged file says nonsense.
    std::pair<const uint32_t*, const uint32_t*> find(uint32_t bucket) const {
        uint32_t first = ends[bucket], last = ends[bucket + 1];
        return first <= last && last <= count ? std::pair{numbers + first, numbers + last} : std::pair{numbers, numbers};
    }
};

}  // namespace normalize
