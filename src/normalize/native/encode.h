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

    // Lists the n-grams of one text that stay inside a word. What they are looked up by is fetched: all of it lies far
    // apart in memory, and at once this takes much less long.
    void cut(std::u32string_view bare, bool original, std::vector<uint64_t>& grams) const {
        constexpr uint64_t PRIME = 0x100000001B3, GOLDEN = 0x9E3779B97F4A7C15;
        constexpr uint64_t OF_SIZE = 0xD6E8FEB86659FD93, OF_ORIGINAL = 0x517CC1B727220A95;
        size_t size = bare.size() + 2;
        auto letter = [&](size_t at) { return at == 0 || at == size - 1 ? U' ' : bare[at - 1]; };
        size_t most = original ? ORIGINAL_SIZES : ROMAN_SIZES;
        for (size_t at = 0; at < size; at++) {
            uint64_t rolled = 0;
            for (size_t n = 1; n <= most && at + n <= size; n++) {
                if (n > 2 && letter(at + n - 2) == U' ') break;
                rolled = rolled * PRIME + (uint64_t)letter(at + n - 1) + 1;
                rolled ^= rolled >> 29;
                if (n == 1 ? letter(at) == U' ' : n == 2 && letter(at) == U' ' && letter(at + 1) == U' ') continue;
                uint64_t mixed = rolled + OF_SIZE * (uint64_t)n + (original ? OF_ORIGINAL : 0);
                mixed ^= mixed >> 32;
                mixed *= GOLDEN;
                mixed ^= mixed >> 29;
                mixed *= GOLDEN;
                __builtin_prefetch(&starts[mixed >> HEAD]);
                grams.push_back(mixed);
            }
        }
    }

    // Adds the rows of those n-grams that are known; `grams` is used up.
    void add(std::vector<uint64_t>& grams, int weight, std::vector<int32_t>& sums) const {
        for (uint64_t gram : grams) __builtin_prefetch(vocabulary + starts[gram >> HEAD]);
        size_t known = 0;
        for (uint64_t gram : grams) {
            const uint64_t* last = vocabulary + starts[(gram >> HEAD) + 1];
            const uint64_t* found = std::lower_bound(vocabulary + starts[gram >> HEAD], last, gram);
            if (found == last || *found != gram) continue;
            grams[known] = found - vocabulary;
            __builtin_prefetch(rows + grams[known] * size);
            __builtin_prefetch(rows + grams[known++] * size + size - 1);
        }
        for (size_t g = 0; g < known; g++) {
            const int8_t* row = rows + grams[g] * size;
            for (int k = 0; k < size; k++) sums[k] += weight * row[k];
        }
        grams.clear();
    }

    // Writes the vector of a spelling; `foreign` says that its key has letters that readings say too little of.
    void encode(std::u32string_view key, bool foreign, const std::vector<std::string_view>& romans, int8_t* out) const {
        std::vector<int32_t> sums(size, 0);
        std::vector<uint64_t> grams;
        size_t read = std::min<size_t>(romans.size(), READINGS);
        for (size_t i = 0; i < read; i++) cut(std::u32string(romans[i].begin(), romans[i].end()), false, grams);
        if (read) add(grams, WHOLE / (int)read, sums);
        if (!key.empty() && (!read || foreign)) cut(key, true, grams), add(grams, WHOLE, sums);
        int64_t square = 0;
        for (int64_t sum : sums) square += sum * sum;
        double scale = 254 / std::sqrt(std::max((double)square, 1.0));
        for (int k = 0; k < size; k++)
            out[k] = (int8_t)std::nearbyint(std::min(std::max((double)sums[k] * scale, -127.0), 127.0));
    }
};

}  // namespace normalize
