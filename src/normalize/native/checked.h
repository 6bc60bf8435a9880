// Numbers of a lexicon that say where to read in its other arrays: what a damaged file sets beyond these is never read.
#pragma once
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace normalize {

[[noreturn]] inline void report_damage() { throw std::out_of_range("the lexicon is damaged"); }

// Numbers that are all below a limit.
template <class Number> struct Bounded {
    const Number* values = nullptr;
    uint64_t limit = 0;
    Bounded() = default;
    Bounded(const Number* values, uint64_t limit) : values(values), limit(limit) {}
    Number operator[](size_t i) const { return check(values[i]); }
    Number check(Number value) const {
        if (value >= limit) report_damage();
        return value;
    }
};

// Where runs of an array end: run i is `ends[i] : ends[i + 1]`.
struct Runs {
    const uint32_t* ends = nullptr;
    uint64_t limit = 0;
    Runs() = default;
    Runs(const uint32_t* ends, uint64_t limit) : ends(ends), limit(limit) {}
    std::pair<uint32_t, uint32_t> operator[](size_t i) const {
        uint32_t first = ends[i], last = ends[i + 1];
        if (first > last || last > limit) report_damage();
        return {first, last};
    }
    uint32_t size(size_t i) const {
        auto [first, last] = (*this)[i];
        return last - first;
    }
};

// Strings in one flat array, as `store.Strings`.
struct Texts {
    const char* text = nullptr;
    Runs runs;
    std::string_view at(size_t i) const {
        auto [first, last] = runs[i];
        return {text + first, last - first};
    }
};

}  // namespace normalize
