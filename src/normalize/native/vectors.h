// Nearest vectors: dot products of bytes, exact in 32 bits, and the best of them in an order that admits no ties.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
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

// Products of a query with rows that are turned, sixteen side by side: four numbers of each, then the next four.
constexpr int TURNED = 96, SIDE = 16, FOURS = TURNED / 4;  // numbers of a row that can be turned; rows side by side

#if defined(__x86_64__) && defined(__GNUC__)
// The query is made positive by 128; `less` is what that adds to the product of each row. Writes the places of the
// products of at least `least` too, and returns how many there are.
__attribute__((target("avx2,avx512f,avx512vl,avx512bw,avx512vnni"))) inline int dots_of_turned_vnni(
    const int8_t* turned, int64_t count, const int8_t* query, const int32_t* less, int32_t least, int32_t* out,
    uint16_t* places) {
    int found = 0;
    __m512i bar = _mm512_set1_epi32(least);
    __m512i q[FOURS], flip = _mm512_set1_epi8((char)0x80);
#pragma GCC unroll 24
    for (int j = 0; j < FOURS; j++) {
        int32_t four;
        std::memcpy(&four, query + 4 * j, 4);
        q[j] = _mm512_xor_si512(_mm512_set1_epi32(four), flip);
    }
    for (int64_t i = 0; i < count; i += SIDE, turned += SIDE * TURNED) {
        __m512i a = _mm512_setzero_si512(), b = a, c = a, d = a;
#pragma GCC unroll 6
        for (int j = 0; j < FOURS; j += 4) {
            a = _mm512_dpbusd_epi32(a, q[j], _mm512_loadu_si512(turned + 64 * j));
            b = _mm512_dpbusd_epi32(b, q[j + 1], _mm512_loadu_si512(turned + 64 * j + 64));
            c = _mm512_dpbusd_epi32(c, q[j + 2], _mm512_loadu_si512(turned + 64 * j + 128));
            d = _mm512_dpbusd_epi32(d, q[j + 3], _mm512_loadu_si512(turned + 64 * j + 192));
        }
        __m512i all = _mm512_add_epi32(_mm512_add_epi32(a, b), _mm512_add_epi32(c, d));
        all = _mm512_sub_epi32(all, _mm512_loadu_si512(less + i));
        _mm512_storeu_si512(out + i, all);
        uint32_t high = _mm512_cmpge_epi32_mask(all, bar);
        if (i + SIDE > count) high &= (1u << (count - i)) - 1;
        for (; high; high &= high - 1) places[found++] = (uint16_t)(i + __builtin_ctz(high));
    }
    return found;
}

inline void turn_rows(const int8_t* rows, int64_t count, int8_t* turned) {
    static const int8_t none[TURNED] = {0};
    for (int64_t i = 0; i < count; i += 4) {
        const int8_t* row[4];
        for (int k = 0; k < 4; k++) row[k] = i + k < count ? rows + (i + k) * TURNED : none;
        int8_t* out = turned + i / SIDE * SIDE * TURNED + i % SIDE * 4;
        for (int j = 0; j < FOURS; j += 4, out += 4 * 64) {
            __m128i part[4];
            for (int k = 0; k < 4; k++) part[k] = _mm_loadu_si128((const __m128i*)(row[k] + 4 * j));
            __m128i ab = _mm_unpacklo_epi32(part[0], part[1]), cd = _mm_unpacklo_epi32(part[2], part[3]);
            __m128i ef = _mm_unpackhi_epi32(part[0], part[1]), gh = _mm_unpackhi_epi32(part[2], part[3]);
            _mm_storeu_si128((__m128i*)out, _mm_unpacklo_epi64(ab, cd));
            _mm_storeu_si128((__m128i*)(out + 64), _mm_unpackhi_epi64(ab, cd));
            _mm_storeu_si128((__m128i*)(out + 128), _mm_unpacklo_epi64(ef, gh));
            _mm_storeu_si128((__m128i*)(out + 192), _mm_unpackhi_epi64(ef, gh));
        }
    }
}
#endif

inline bool has_vnni() {
#if defined(__x86_64__) && defined(__GNUC__)
    return __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
#else
    return false;
#endif
}

inline Dots choose_dots() {
#if defined(__x86_64__) && defined(__GNUC__)
    if (has_vnni()) return dots_vnni;
    if (__builtin_cpu_supports("avx2")) return dots_avx2;
#endif
    return dots_plain;
}

inline const Dots dots = choose_dots();

// The product of two vectors, where there is no second row to share the work with.
inline int32_t dot(const int8_t* one, const int8_t* other, int size) {
#if defined(__x86_64__) && defined(__GNUC__)
    static const Dots of_one = __builtin_cpu_supports("avx2") ? dots_avx2 : dots_plain;
#else
    static const Dots of_one = dots_plain;
#endif
    int32_t product;
    of_one(one, 1, size, other, &product);
    return product;
}

// Some rows that queries are multiplied with one after the other; turned where there are queries enough for it to pay.
class Block {
  public:
    void set(const int8_t* rows, int64_t count, int size, size_t queries) {
        rows_ = rows, count_ = count, size_ = size;
        is_turned_ = false;
#if defined(__x86_64__) && defined(__GNUC__)
        static const bool can_turn = has_vnni();
        is_turned_ = can_turn && size == TURNED && queries >= WORTH;
        if (!is_turned_) return;
        static const int8_t nothing[TURNED] = {0};
        turn_rows(rows, count, turned_);
        std::fill(less_, less_ + AT_ONCE, 0);
        uint16_t places[AT_ONCE];
        dots_of_turned_vnni(turned_, count, nothing, less_, INT32_MAX, less_, places);
#endif
    }
    // Writes the products of all rows and the places of those of at least `least`, and returns how many these are.
    // There is room for AT_ONCE of both.
    int find(const int8_t* query, int32_t least, int32_t* scores, uint16_t* places) const {
#if defined(__x86_64__) && defined(__GNUC__)
        if (is_turned_) return dots_of_turned_vnni(turned_, count_, query, less_, least, scores, places);
#endif
        dots(rows_, count_, size_, query, scores);
        return filter(scores, (int)count_, least, places);
    }

  private:
    static constexpr size_t WORTH = 3;
    const int8_t* rows_ = nullptr;
    int64_t count_ = 0;
    int size_ = 0;
    bool is_turned_ = false;
    alignas(64) int8_t turned_[AT_ONCE * TURNED];
    alignas(64) int32_t less_[AT_ONCE];
};

struct Found {
    int32_t score;
    uint32_t number;
};

// The best of what is put in; of equal scores the lower numbers.
class Best {
  public:
    // What is lower than `least` is left out in any case.
    explicit Best(size_t most, int32_t least = INT32_MIN) : most_(most), least_(least) { found_.reserve(2 * most + 16); }
    // What is lower is not among the best.
    int32_t least() const { return least_; }
    void put(int32_t score, uint32_t number) {
        if (score < least_) return;
        found_.push_back((uint64_t)((int64_t)score - INT32_MIN) << 32 | (UINT32_MAX - number));
        above_++, counts_[step(score)]++;
        while (above_ - counts_[lowest_] >= most_) {
            above_ -= counts_[lowest_++];
            least_ = std::max(least_, (int32_t)lowest_ << WIDTH);
        }
    }
    // The best, nearest first if `ranked`.
    template <class Work> void each(bool ranked, Work work) {
        drop();
        if (ranked) std::sort(found_.begin(), found_.end(), std::greater<uint64_t>());
        for (uint64_t one : found_) work(Found{(int32_t)((int64_t)(one >> 32) + INT32_MIN), UINT32_MAX - (uint32_t)one});
    }
    // The best, so that some of the nearest come first, and some more behind these, in any order otherwise.
    template <class Work> void each(size_t first, size_t second, Work work) {
        drop();
        for (size_t some : {second, first})
            if (some < found_.size())
                std::nth_element(found_.begin(), found_.begin() + some, found_.end(), std::greater<uint64_t>());
        for (uint64_t one : found_) work(UINT32_MAX - (uint32_t)one);
    }

  private:
    static constexpr int WIDTH = 9, STEPS = 128;  // of products of vectors of length 254, and of what is negative
    static size_t step(int32_t score) { return score < 0 ? 0 : std::min(score >> WIDTH, STEPS - 1); }
    size_t most_, above_ = 0, lowest_ = 0;  // how many scores are in the step `lowest_` or higher
    int32_t least_ = INT32_MIN;
    uint32_t counts_[STEPS] = {0};  // of the scores in each step
    std::vector<uint64_t> found_;   // score, then number turned round: the higher, the better

    // Keeps the best alone. All that is in a higher step than `lowest_` is among them, nothing that is in a lower one.
    void drop() {
        if (found_.size() <= most_) return;
        auto start = [](size_t step) { return (uint64_t)((int64_t)(step << WIDTH) - INT32_MIN) << 32; };
        uint64_t low = lowest_ ? start(lowest_) : 0, high = lowest_ + 1 < STEPS ? start(lowest_ + 1) : UINT64_MAX;
        std::vector<uint64_t> edge(found_.size());
        size_t sure = 0, between = 0;
        for (uint64_t one : found_) {
            edge[between] = one, between += (one >= low) & (one < high);
            found_[sure] = one, sure += one >= high;
        }
        size_t some = std::min(most_ - sure, between);
        if (some < between)
            std::nth_element(edge.begin(), edge.begin() + some, edge.begin() + between, std::greater<uint64_t>());
        found_.resize(sure);
        found_.insert(found_.end(), edge.begin(), edge.begin() + some);
    }
};

struct Cells {
    const int8_t* vectors;
    const int8_t* centres;
    const uint32_t* ends;
    int64_t count;      // of vectors
    int64_t cells;
    int size;           // of a vector
};

// Whoever wants the best of the vectors that a query meets in its first cells; `allowed` may be null for all.
struct Wanted {
    const uint8_t* allowed;
    size_t cells;
    Best best;
};

struct Scan {
    const int8_t* query;
    size_t probed;                // how many cells are looked at
    std::vector<uint32_t> cells;  // these, the nearest first as far as anybody asks
    std::vector<Wanted> wanted;
};

constexpr size_t FIRST = 4;  // cells that a query looks at before all others: what is near there spares much

// Finds the cells that each scan looks at; of so many scans at a time that what they find stays at hand.
inline void choose_cells(const Cells& index, std::vector<Scan>& scans) {
    constexpr size_t TOGETHER = 64;
    std::vector<Scan*> asking;
    std::vector<Best> best;
    for (auto& scan : scans)
        if (scan.probed) asking.push_back(&scan), best.emplace_back(scan.probed);
    Block block;
    alignas(64) int32_t scores[AT_ONCE];
    uint16_t places[AT_ONCE];
    for (size_t first = 0; first < asking.size(); first += TOGETHER) {
        size_t last = std::min(asking.size(), first + TOGETHER);
        for (int64_t at = 0; at < index.cells; at += AT_ONCE) {
            int64_t count = std::min<int64_t>(AT_ONCE, index.cells - at);
            block.set(index.centres + at * index.size, count, index.size, last - first);
            for (size_t s = first; s < last; s++) {
                int found = block.find(asking[s]->query, best[s].least(), scores, places);
                for (int i = 0; i < found; i++) best[s].put(scores[places[i]], (uint32_t)(at + places[i]));
            }
        }
    }
    for (size_t s = 0; s < asking.size(); s++) {
        size_t fewest = SIZE_MAX;
        for (auto& wanted : asking[s]->wanted) fewest = std::min(fewest, wanted.cells);
        best[s].each(FIRST, fewest, [&](uint32_t cell) { asking[s]->cells.push_back(cell); });
    }
}

// The scans as they are looked at again and again: what each multiplies with, and what is too low for it.
struct Short {
    const int8_t* query;
    int32_t least;
};

// Some rows, numbered from `at` on, for a scan that has their cell at a rank.
inline void look(const Block& block, int64_t at, size_t rank, Scan& scan, Short& to) {
    alignas(64) int32_t scores[AT_ONCE];
    uint16_t places[AT_ONCE];
    int found = block.find(to.query, to.least, scores, places);
    if (!found) return;
    to.least = INT32_MAX;
    for (auto& wanted : scan.wanted) {
        for (int i = 0; rank < wanted.cells && i < found; i++)
            if (!wanted.allowed || wanted.allowed[at + places[i]])
                wanted.best.put(scores[places[i]], (uint32_t)(at + places[i]));
        to.least = std::min(to.least, wanted.best.least());
    }
}

// All scans together, cell by cell; those of ranks from `first` to `last`.
inline void run_ranks(const Cells& index, std::vector<Scan>& scans, std::vector<Short>& shorts, size_t first, size_t last) {
    struct Visit {
        uint32_t scan, rank;
    };
    std::vector<uint32_t> ends(index.cells + 1, 0);
    for (auto& scan : scans)
        for (size_t r = first; r < std::min(last, scan.cells.size()); r++) ends[scan.cells[r]]++;
    for (int64_t c = 0, total = 0; c <= index.cells; c++) total += ends[c], ends[c] = (uint32_t)total - ends[c];
    std::vector<Visit> visits(ends[index.cells]);
    for (uint32_t s = 0; s < scans.size(); s++)
        for (size_t r = first; r < std::min(last, scans[s].cells.size()); r++)
            visits[ends[scans[s].cells[r]]++] = {s, (uint32_t)r};
    Block block;
    // What lies ahead is fetched: the queries of later visits, and a part of the rows behind these.
    auto fetch_ahead = [&](int64_t visit, const int8_t* rows) {
        for (int k = 0; k < 2; k++) __builtin_prefetch(rows + 64 * k);
        if (visit + 4 >= (int64_t)visits.size()) return;
        uint32_t scan = visits[visit + 4].scan;
        __builtin_prefetch(shorts[scan].query), __builtin_prefetch(shorts[scan].query + 64);
        __builtin_prefetch(&scans[scan]);
    };
    for (int64_t cell = 0, from = 0; cell < index.cells; from = ends[cell++]) {
        int64_t to = ends[cell];
        if (from == to) continue;
        for (int64_t at = index.ends[cell]; at < index.ends[cell + 1]; at += AT_ONCE) {
            int64_t count = std::min<int64_t>(AT_ONCE, index.ends[cell + 1] - at);
            const int8_t* rows = index.vectors + at * index.size;
            block.set(rows, count, index.size, to - from);
            for (int64_t v = from; v < to; v++) {
                fetch_ahead(v, rows + count * index.size + (v - from) * 2 * 64);
                look(block, at, visits[v].rank, scans[visits[v].scan], shorts[visits[v].scan]);
            }
        }
    }
}

// One scan by itself, cell by cell.
inline void run_alone(const Cells& index, Scan& scan, Short& to) {
    Block block;
    for (size_t rank = 0; rank < scan.cells.size(); rank++) {
        uint32_t cell = scan.cells[rank];
        for (int64_t at = index.ends[cell]; at < index.ends[cell + 1]; at += AT_ONCE) {
            block.set(index.vectors + at * index.size, std::min<int64_t>(AT_ONCE, index.ends[cell + 1] - at), index.size, 1);
            look(block, at, rank, scan, to);
        }
    }
}

inline void run_scans(const Cells& index, std::vector<Scan>& scans) {
    constexpr size_t MANY = 16;  // scans from which some meet in a cell
    choose_cells(index, scans);
    std::vector<Short> shorts;
    for (auto& scan : scans) {
        shorts.push_back({scan.query, INT32_MAX});
        for (auto& wanted : scan.wanted) shorts.back().least = std::min(shorts.back().least, wanted.best.least());
    }
    if (scans.size() < MANY) {
        for (size_t s = 0; s < scans.size(); s++) run_alone(index, scans[s], shorts[s]);
        return;
    }
    run_ranks(index, scans, shorts, 0, FIRST);
    run_ranks(index, scans, shorts, FIRST, SIZE_MAX);
}

// The number of the likest of some rows for each vector, the first of those that are alike: as `vectors._assign`.
inline void find_likest(const int8_t* rows, int64_t count, int size, const int8_t* vectors, int64_t many, int64_t* out) {
    std::vector<int32_t> best(many, INT32_MIN);
    Block block;
    alignas(64) int32_t scores[AT_ONCE];
    uint16_t places[AT_ONCE];
    for (int64_t at = 0; at < count; at += AT_ONCE) {
        int64_t together = std::min<int64_t>(AT_ONCE, count - at);
        block.set(rows + at * size, together, size, many);
        for (int64_t v = 0; v < many; v++) {
            int found = block.find(vectors + v * size, best[v] + 1, scores, places);
            for (int i = 0; i < found; i++)
                if (scores[places[i]] > best[v]) best[v] = scores[places[i]], out[v] = at + places[i];
        }
    }
}

}  // namespace normalize
