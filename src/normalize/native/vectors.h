// Nearest vectors: dot products of bytes, exact in 32 bits, and the best of them in an order that admits no ties.
#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>
#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

namespace normalize {

constexpr int64_t AT_ONCE = 256;  // vectors compared at a time: they stay in the processor's nearest cache

typedef void (*Dots)(const int8_t* rows, int64_t count, int size, const int8_t* query, int32_t* out);

inline void dots_plain(const int8_t* rows, int64_t count, int size, const int8_t* query, int32_t* out) {
    for (int64_t i = 0; i < count; i++, rows += size) {
        int32_t sum = 0;
        for (int j = 0; j < size; j++) sum += (int32_t)rows[j] * query[j];
        out[i] = sum;
    }
}

#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx2"))) inline int32_t add_up(__m256i sums) {
    __m128i half = _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
    half = _mm_hadd_epi32(half, half);
    return _mm_cvtsi128_si32(_mm_hadd_epi32(half, half));
}

__attribute__((target("avx2"))) inline __m128i add_up_four(__m256i a, __m256i b, __m256i c, __m256i d) {
    __m256i all = _mm256_hadd_epi32(_mm256_hadd_epi32(a, b), _mm256_hadd_epi32(c, d));
    return _mm_add_epi32(_mm256_castsi256_si128(all), _mm256_extracti128_si256(all, 1));
}

// Rows of 96 numbers from -127 to 127: a product of |query| and the row with the query's sign fits 16 bits in pairs.
__attribute__((target("avx2"))) inline void dots_avx2(const int8_t* rows, int64_t count, int size, const int8_t* query,
                                                      int32_t* out) {
    if (size != 96) return dots_plain(rows, count, size, query, out);
    __m256i q[3], positive[3], ones = _mm256_set1_epi16(1);
    for (int k = 0; k < 3; k++) {
        q[k] = _mm256_loadu_si256((const __m256i*)(query + 32 * k));
        positive[k] = _mm256_abs_epi8(q[k]);
    }
    auto one = [&](const int8_t* row) __attribute__((target("avx2"))) {
        __m256i sums = _mm256_setzero_si256();
        for (int k = 0; k < 3; k++) {
            __m256i signed_row = _mm256_sign_epi8(_mm256_loadu_si256((const __m256i*)(row + 32 * k)), q[k]);
            sums = _mm256_add_epi32(sums, _mm256_madd_epi16(_mm256_maddubs_epi16(positive[k], signed_row), ones));
        }
        return sums;
    };
    int64_t i = 0;
    for (; i + 4 <= count; i += 4, rows += 384)
        _mm_storeu_si128((__m128i*)(out + i), add_up_four(one(rows), one(rows + 96), one(rows + 192), one(rows + 288)));
    for (; i < count; i++, rows += 96) out[i] = add_up(one(rows));
}

// The same where the processor multiplies bytes and adds them up in one step; rows are made positive by 128.
__attribute__((target("avx2,avx512f,avx512vl,avx512bw,avx512vnni"))) inline void dots_vnni(
    const int8_t* rows, int64_t count, int size, const int8_t* query, int32_t* out) {
    if (size != 96) return dots_plain(rows, count, size, query, out);
    __m256i q[3], flip = _mm256_set1_epi8((char)0x80);
    int32_t total = 0;
    for (int j = 0; j < 96; j++) total += query[j];
    for (int k = 0; k < 3; k++) q[k] = _mm256_loadu_si256((const __m256i*)(query + 32 * k));
    __m128i less = _mm_set1_epi32(128 * total);
    auto one = [&](const int8_t* row) __attribute__((target("avx2,avx512f,avx512vl,avx512bw,avx512vnni"))) {
        __m256i sums = _mm256_setzero_si256();
        for (int k = 0; k < 3; k++)
            sums = _mm256_dpbusd_epi32(
                sums, _mm256_xor_si256(_mm256_loadu_si256((const __m256i*)(row + 32 * k)), flip), q[k]);
        return sums;
    };
    int64_t i = 0;
    for (; i + 4 <= count; i += 4, rows += 384) {
        __m128i four = add_up_four(one(rows), one(rows + 96), one(rows + 192), one(rows + 288));
        _mm_storeu_si128((__m128i*)(out + i), _mm_sub_epi32(four, less));
    }
    for (; i < count; i++, rows += 96) out[i] = add_up(one(rows)) - 128 * total;
}
#endif

// Products of rows with four queries at once, so that each row is fetched once; written query by query, AT_ONCE apart.
typedef void (*DotsOfFour)(const int8_t* rows, int count, int size, const int8_t* const* queries, int32_t* out);

inline void dots_of_four_plain(const int8_t* rows, int count, int size, const int8_t* const* queries, int32_t* out);

#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx2,avx512f,avx512vl,avx512bw,avx512vnni"))) inline void dots_of_four_vnni(
    const int8_t* rows, int count, int size, const int8_t* const* queries, int32_t* out) {
    if (size != 96) return dots_of_four_plain(rows, count, size, queries, out);
    __m256i q[4][3], flip = _mm256_set1_epi8((char)0x80);
    alignas(16) int32_t less[4];
    for (int k = 0; k < 4; k++) {
        less[k] = 0;
        for (int j = 0; j < 96; j++) less[k] += 128 * queries[k][j];
        for (int j = 0; j < 3; j++) q[k][j] = _mm256_loadu_si256((const __m256i*)(queries[k] + 32 * j));
    }
    __m128i much = _mm_load_si128((const __m128i*)less);
    auto four = [&](const int8_t* row) __attribute__((target("avx2,avx512f,avx512vl,avx512bw,avx512vnni"))) {
        __m256i sums[4];
        for (int k = 0; k < 4; k++) sums[k] = _mm256_setzero_si256();
        for (int j = 0; j < 3; j++) {
            __m256i part = _mm256_xor_si256(_mm256_loadu_si256((const __m256i*)(row + 32 * j)), flip);
            for (int k = 0; k < 4; k++) sums[k] = _mm256_dpbusd_epi32(sums[k], part, q[k][j]);
        }
        return _mm_sub_epi32(add_up_four(sums[0], sums[1], sums[2], sums[3]), much);
    };
    int i = 0;
    for (; i + 4 <= count; i += 4, rows += 384) {
        __m128i a = four(rows), b = four(rows + 96), c = four(rows + 192), d = four(rows + 288);
        __m128i ab = _mm_unpacklo_epi32(a, b), cd = _mm_unpacklo_epi32(c, d);
        __m128i ef = _mm_unpackhi_epi32(a, b), gh = _mm_unpackhi_epi32(c, d);
        _mm_storeu_si128((__m128i*)(out + i), _mm_unpacklo_epi64(ab, cd));
        _mm_storeu_si128((__m128i*)(out + AT_ONCE + i), _mm_unpackhi_epi64(ab, cd));
        _mm_storeu_si128((__m128i*)(out + 2 * AT_ONCE + i), _mm_unpacklo_epi64(ef, gh));
        _mm_storeu_si128((__m128i*)(out + 3 * AT_ONCE + i), _mm_unpackhi_epi64(ef, gh));
    }
    for (; i < count; i++, rows += 96) {
        alignas(16) int32_t one[4];
        _mm_store_si128((__m128i*)one, four(rows));
        for (int k = 0; k < 4; k++) out[k * AT_ONCE + i] = one[k];
    }
}
#endif

inline DotsOfFour choose_dots_of_four() {
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw"))
        return dots_of_four_vnni;
#endif
    return dots_of_four_plain;
}

inline const DotsOfFour dots_of_four = choose_dots_of_four();

// Writes the places of the scores of at least `least` and returns how many there are.
typedef int (*Filter)(const int32_t* scores, int count, int32_t least, uint16_t* out);

inline int filter_plain(const int32_t* scores, int count, int32_t least, uint16_t* out) {
    int found = 0;
    for (int i = 0; i < count; i++)
        if (scores[i] >= least) out[found++] = (uint16_t)i;
    return found;
}

#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx2"))) inline int filter_avx2(const int32_t* scores, int count, int32_t least, uint16_t* out) {
    int found = 0, i = 0;
    __m256i below = _mm256_set1_epi32(least - (least > INT32_MIN));
    if (least > INT32_MIN)
        for (; i + 8 <= count; i += 8) {
            __m256i high = _mm256_cmpgt_epi32(_mm256_loadu_si256((const __m256i*)(scores + i)), below);
            for (int mask = _mm256_movemask_ps(_mm256_castsi256_ps(high)); mask; mask &= mask - 1)
                out[found++] = (uint16_t)(i + __builtin_ctz(mask));
        }
    for (; i < count; i++)
        if (scores[i] >= least) out[found++] = (uint16_t)i;
    return found;
}
#endif

inline Filter choose_filter() {
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx2")) return filter_avx2;
#endif
    return filter_plain;
}

inline const Filter filter = choose_filter();

inline Dots choose_dots() {
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw"))
        return dots_vnni;
    if (__builtin_cpu_supports("avx2")) return dots_avx2;
#endif
    return dots_plain;
}

inline const Dots dots = choose_dots();

inline void dots_of_four_plain(const int8_t* rows, int count, int size, const int8_t* const* queries, int32_t* out) {
    for (int k = 0; k < 4; k++) dots(rows, count, size, queries[k], out + k * AT_ONCE);
}

struct Found {
    int32_t score;
    uint32_t number;
};

inline bool is_nearer(const Found& one, const Found& other) {
    return one.score != other.score ? one.score > other.score : one.number < other.number;
}

// The best of what is put in; of equal scores the lower numbers.
class Best {
  public:
    explicit Best(size_t most) : most_(most) { found_.reserve(4 * most + 16); }
    int32_t least() const { return least_; }
    void put(int32_t score, uint32_t number) {
        if (score < least_) return;
        found_.push_back({score, number});
        if (found_.size() >= 4 * most_ + 16) cut();
    }
    const std::vector<Found>& take() {
        cut();
        std::sort(found_.begin(), found_.end(), is_nearer);
        return found_;
    }

  private:
    void cut() {
        if (found_.size() <= most_) return;
        std::nth_element(found_.begin(), found_.begin() + most_, found_.end(), is_nearer);
        found_.resize(most_);
        least_ = std::min_element(found_.begin(), found_.end(), [](auto& a, auto& b) { return a.score < b.score; })->score;
    }
    size_t most_;
    int32_t least_ = INT32_MIN;
    std::vector<Found> found_;
};

struct Cells {
    const int8_t* vectors;
    const int8_t* centres;
    const uint32_t* ends;
    int64_t count;      // of vectors
    int64_t cells;
    int size;           // of a vector
};

// Cells by how near their centres are, the nearest `most` first.
inline std::vector<uint32_t> rank_cells(const Cells& index, const int8_t* query, size_t most) {
    std::vector<int32_t> scores(index.cells);
    dots(index.centres, index.cells, index.size, query, scores.data());
    std::vector<Found> ranked(index.cells);
    for (int64_t i = 0; i < index.cells; i++) ranked[i] = {scores[i], (uint32_t)i};
    most = std::min<size_t>(most, index.cells);
    if (most < ranked.size()) std::nth_element(ranked.begin(), ranked.begin() + most, ranked.end(), is_nearer);
    std::sort(ranked.begin(), ranked.begin() + most, is_nearer);
    std::vector<uint32_t> cells(most);
    for (size_t i = 0; i < most; i++) cells[i] = ranked[i].number;
    return cells;
}

// Whoever wants the best of the vectors that a query meets in its first cells; `allowed` may be null for all.
struct Wanted {
    const uint8_t* allowed;
    size_t cells;
    Best best;
};

struct Scan {
    const int8_t* query;
    std::vector<uint32_t> cells;
    std::vector<Wanted> wanted;
};

constexpr uint32_t FIRST = 4;      // cells that a query looks at before all others: what is near there spares much

inline void take(const int32_t* scores, int64_t first, int64_t count, Scan& scan, size_t rank) {
    uint16_t places[AT_ONCE];
    for (auto& wanted : scan.wanted) {
        if (rank >= wanted.cells) continue;
        int found = filter(scores, (int)count, wanted.best.least(), places);
        for (int i = 0; i < found; i++)
            if (!wanted.allowed || wanted.allowed[first + places[i]])
                wanted.best.put(scores[places[i]], (uint32_t)(first + places[i]));
    }
}

// All scans together, cell by cell.
inline void run_scans(const Cells& index, std::vector<Scan>& scans) {
    struct Visit {
        uint32_t cell, rank, scan;
    };
    std::vector<Visit> visits;
    for (uint32_t s = 0; s < scans.size(); s++)
        for (uint32_t r = 0; r < scans[s].cells.size(); r++) visits.push_back({scans[s].cells[r], r, s});
    if (scans.size() > 1)
        std::sort(visits.begin(), visits.end(), [](auto& a, auto& b) {
            bool late = a.rank >= FIRST, other = b.rank >= FIRST;
            return late != other ? other : a.cell != b.cell ? a.cell < b.cell : a.scan < b.scan;
        });
    for (size_t from = 0, to = 0; from < visits.size(); from = to) {
        uint32_t cell = visits[from].cell;
        while (to < visits.size() && visits[to].cell == cell) to++;
        for (int64_t at = index.ends[cell]; at < index.ends[cell + 1]; at += AT_ONCE) {
            int64_t count = std::min<int64_t>(AT_ONCE, index.ends[cell + 1] - at);
            const int8_t* rows = index.vectors + at * index.size;
            int32_t scores[4 * AT_ONCE];
            for (size_t v = from; v < to;) {
                size_t many = to - v < 4 ? 1 : 4;
                const int8_t* queries[4];
                for (size_t k = 0; k < many; k++) queries[k] = scans[visits[v + k].scan].query;
                if (many == 4) dots_of_four(rows, (int)count, index.size, queries, scores);
                else dots(rows, count, index.size, queries[0], scores);
                for (size_t k = 0; k < many; k++, v++)
                    take(scores + k * AT_ONCE, at, count, scans[visits[v].scan], visits[v].rank);
            }
        }
    }
}

// The number of the likest of some rows for each vector, the first of those that are alike: as `vectors._assign`.
inline void find_likest(const int8_t* rows, int64_t count, int size, const int8_t* vectors, int64_t many, int64_t* out) {
    std::vector<int32_t> scores(4 * AT_ONCE);
    for (int64_t first = 0; first < many; first += 4) {
        int together = (int)std::min<int64_t>(4, many - first);
        const int8_t* queries[4];
        for (int k = 0; k < 4; k++) queries[k] = vectors + (first + std::min(k, together - 1)) * size;
        int32_t best[4] = {INT32_MIN, INT32_MIN, INT32_MIN, INT32_MIN};
        for (int64_t at = 0; at < count; at += AT_ONCE) {
            int block = (int)std::min<int64_t>(AT_ONCE, count - at);
            dots_of_four(rows + at * size, block, size, queries, scores.data());
            for (int k = 0; k < together; k++) {
                const int32_t* found = scores.data() + k * AT_ONCE;
                int32_t most = *std::max_element(found, found + block);
                if (most > best[k]) best[k] = most, out[first + k] = at + (std::find(found, found + block, most) - found);
            }
        }
    }
}

}  // namespace normalize
