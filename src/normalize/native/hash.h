// BLAKE2b with a digest of eight bytes (RFC 7693): the hash by which strings are found, as `store.digest` makes it.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

namespace normalize {

inline uint64_t turn(uint64_t word, int by) { return (word >> by) | (word << (64 - by)); }

inline void compress(uint64_t state[8], const uint8_t block[128], uint64_t length, bool last) {
    static const uint64_t start[8] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                                      0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
    static const uint8_t sigma[12][16] = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
        {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
        {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
        {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
        {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3}};
    uint64_t m[16], v[16];
    std::memcpy(m, block, 128);  // little-endian machines only: the build is for no other
    for (int i = 0; i < 8; i++) v[i] = state[i], v[i + 8] = start[i];
    v[12] ^= length;
    if (last) v[14] = ~v[14];
    auto mix = [&](int a, int b, int c, int d, uint64_t x, uint64_t y) {
        v[a] += v[b] + x, v[d] = turn(v[d] ^ v[a], 32), v[c] += v[d], v[b] = turn(v[b] ^ v[c], 24);
        v[a] += v[b] + y, v[d] = turn(v[d] ^ v[a], 16), v[c] += v[d], v[b] = turn(v[b] ^ v[c], 63);
    };
    for (auto& s : sigma) {
        mix(0, 4, 8, 12, m[s[0]], m[s[1]]), mix(1, 5, 9, 13, m[s[2]], m[s[3]]);
        mix(2, 6, 10, 14, m[s[4]], m[s[5]]), mix(3, 7, 11, 15, m[s[6]], m[s[7]]);
        mix(0, 5, 10, 15, m[s[8]], m[s[9]]), mix(1, 6, 11, 12, m[s[10]], m[s[11]]);
        mix(2, 7, 8, 13, m[s[12]], m[s[13]]), mix(3, 4, 9, 14, m[s[14]], m[s[15]]);
    }
    for (int i = 0; i < 8; i++) state[i] ^= v[i] ^ v[i + 8];
}

inline uint64_t digest(std::string_view text) {
    uint64_t state[8] = {0x6a09e667f3bcc908 ^ 0x01010008, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                         0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
    uint8_t block[128];
    size_t at = 0;
    for (; text.size() - at > 128; at += 128) {
        std::memcpy(block, text.data() + at, 128);
        compress(state, block, at + 128, false);
    }
    std::memset(block, 0, 128);
    if (text.size() > at) std::memcpy(block, text.data() + at, text.size() - at);
    compress(state, block, text.size(), true);
    return state[0];
}

// Where a hash stands among sorted ones. These are spread evenly, so the search begins about where it has to be.
inline std::pair<const uint64_t*, const uint64_t*> find_equal(const uint64_t* hashes, int64_t count, uint64_t wanted) {
    constexpr int64_t AROUND = 1024;
    int64_t guess = (int64_t)(((wanted >> 32) * (uint64_t)count) >> 32);
    int64_t first = std::max<int64_t>(guess - AROUND, 0), last = std::min(guess + AROUND, count);
    if (first > 0 && hashes[first - 1] >= wanted) first = 0;
    if (last < count && hashes[last] <= wanted) last = count;
    return std::equal_range(hashes + first, hashes + last, wanted);
}

}  // namespace normalize
