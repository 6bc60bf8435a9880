// A spelling as a vector of bytes, as `encoder.py` makes it: the n-grams of its readings and of its letters, summed up.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace normalize {

struct Encoder {
    static constexpr int WHOLE = 6, READINGS = 3, ROMAN_SIZES = 4, ORIGINAL_SIZES = 3, HEAD = 48;
    const uint64_t* vocabulary = nullptr;
    const int8_t* rows = nullptr;
    int64_t count = 0;
    int size = 0;
    std::vector<uint32_t> starts;  // where the hashes with each first sixteen bits begin

    void open(const uint64_t* hashes, const int8_t* weights, int64_t known, int dimension) {
        vocabulary = hashes, rows = weights, count = known, size = dimension;
        starts.assign((1 << (64 - HEAD)) + 1, 0);
        for (int64_t i = 0; i < count; i++) starts[(hashes[i] >> HEAD) + 1]++;
        for (size_t i = 1; i < starts.size(); i++) starts[i] += starts[i - 1];
    }

    // Adds the n-grams of one text that stay inside a word.
    void add(std::u32string_view bare, bool original, int weight, std::vector<int32_t>& sums) const {
        constexpr uint64_t PRIME = 0x100000001B3, GOLDEN = 0x9E3779B97F4A7C15;
        constexpr uint64_t OF_SIZE = 0xD6E8FEB86659FD93, OF_ORIGINAL = 0x517CC1B727220A95;
        std::u32string text = U" ";
        text += bare;
        text += U' ';
        int most = original ? ORIGINAL_SIZES : ROMAN_SIZES;
        for (size_t at = 0; at < text.size(); at++) {
            uint64_t rolled = 0;
            for (int n = 1; n <= most && at + n <= text.size(); n++) {
                if (n > 2 && text[at + n - 2] == U' ') break;
                rolled = rolled * PRIME + (uint64_t)text[at + n - 1] + 1;
                rolled ^= rolled >> 29;
                if (n == 1 ? text[at] == U' ' : n == 2 && text[at] == U' ' && text[at + 1] == U' ') continue;
                uint64_t mixed = rolled + OF_SIZE * (uint64_t)n + (original ? OF_ORIGINAL : 0);
                mixed ^= mixed >> 32;
                mixed *= GOLDEN;
                mixed ^= mixed >> 29;
                mixed *= GOLDEN;
                const uint64_t* last = vocabulary + starts[(mixed >> HEAD) + 1];
                const uint64_t* found = std::lower_bound(vocabulary + starts[mixed >> HEAD], last, mixed);
                if (found == last || *found != mixed) continue;
                const int8_t* row = rows + (found - vocabulary) * size;
                for (int k = 0; k < size; k++) sums[k] += weight * row[k];
            }
        }
    }

    // Writes the vector of a spelling; `foreign` says that its key has letters that readings say too little of.
    void encode(std::u32string_view key, bool foreign, const std::vector<std::string_view>& romans, int8_t* out) const {
        std::vector<int32_t> sums(size, 0);
        size_t read = std::min<size_t>(romans.size(), READINGS);
        for (size_t i = 0; i < read; i++)
            add(std::u32string(romans[i].begin(), romans[i].end()), false, WHOLE / (int)read, sums);
        if (!key.empty() && (!read || foreign)) add(key, true, WHOLE, sums);
        int64_t square = 0;
        for (int64_t sum : sums) square += sum * sum;
        double scale = 254 / std::sqrt(std::max((double)square, 1.0));
        for (int k = 0; k < size; k++)
            out[k] = (int8_t)std::nearbyint(std::min(std::max((double)sums[k] * scale, -127.0), 127.0));
    }
};

}  // namespace normalize
