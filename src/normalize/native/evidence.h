// What speaks for and against a name: the numbers of `evidence.py` and `alignment.py`, in the same order of adding.
#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "distance.h"
#include "hash.h"
#include "sounds.h"

namespace normalize {

// The places of the evidence in `FEATURES`.
enum Feature {
    COSINE, LETTERS, BONES, START, READS_SAME, FIRST_READS_SAME, AGREEMENT, WORST, WORD_COSINE, WORST_COSINE, SHARED,
    MISSING, EXTRA, CLASH, CONTRADICTIONS, KINSHIPS, NUMERALS, INITIALS, ACRONYM, LENGTH_, QUERY_WORDS, ALIAS_WORDS,
    SAME_SCRIPT, SLIPS, AHEAD, AHEAD_COSINE, AHEAD_SLIPS, CROWD, CANDIDATES, PROMINENCE, FEATURES
};
typedef std::array<double, FEATURES> Row;

constexpr double AGREES = 0.6, JOINED = 0.85, INITIAL = 0.85, NEAR = 0.85, CLASHES = 0.6, CROWDED = 0.1;
constexpr size_t MOST_SLIPS = 6, MOST_CANDIDATES = 30;
constexpr float LENGTH_SQUARED = 254 * 254;

typedef std::pair<int64_t, int64_t> Known;  // where the groups that a word stands in lie

// Groups of known name words by the hash of their spelling.
struct Tokens {
    const uint64_t* hashes = nullptr;
    const uint32_t* groups = nullptr;
    int64_t count = 0;

    Known find(std::string_view word) const {
        auto [first, last] = find_equal(hashes, count, digest(word));
        return {first - hashes, last - hashes};
    }
    // As `NameTokens.relate`; the readings of the query's word are known.
    int relate(const std::vector<Known>& readings, std::string_view alias) const {
        auto is_known = [](const Known& reading) { return reading.first < reading.second; };
        if (std::none_of(readings.begin(), readings.end(), is_known)) return 0;
        auto [start, end] = find(alias);
        for (auto& query : readings)
            for (int64_t i = query.first; i < query.second; i++)
                for (int64_t j = start; j < end; j++)
                    if (groups[i] == groups[j]) return 1;
        return -1;
    }
};

// A word of a reading: what it reads and sounds like, and what is known of it.
struct Word {
    std::string_view text, sounds;
    double rarity;
    int place;                       // of its vector, or -1
    const Pattern *letters, *heard;  // of a query's word, made ready; or null
    const std::vector<Known>* known;  // the same for the groups that its readings stand in
    uint8_t kinds;
    bool numeral;
};

struct Paired {
    const Word* query;
    const Word* alias;
    double likeness, letters, cosine, weight;
};

inline std::string squeeze(std::string_view text) {
    std::string out;
    for (char c : text)
        if (c != ' ') out += c;
    return out;
}

inline bool is_digits(std::string_view word) {
    return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

inline bool is_roman(std::string_view word) {
    size_t tens = 0;
    if (word.empty() || (word[0] != 'x' && word[0] != 'v' && word[0] != 'i')) return false;
    while (tens < 3 && tens < word.size() && word[tens] == 'x') tens++;
    auto rest = word.substr(tens);
    for (auto known : {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"})
        if (rest == known) return true;
    return false;
}

inline bool is_numeral(std::string_view word) { return is_digits(word) || is_roman(word); }

// The numbers in a word, each once: their figures without leading noughts.
inline std::vector<std::string> list_numbers(std::string_view word) {
    std::vector<std::string> found;
    bool is_plain = std::none_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (is_plain && word.find_first_of("xvij") != 0) return found;  // no numeral, no "jr" or "junior"
    if (word.size() > 1 && is_roman(word)) {
        if (word != "xi" && word != "vi") {
            auto worth = [](char c) { return c == 'i' ? 1 : c == 'v' ? 5 : 10; };
            int sum = 0;
            for (size_t i = 0; i < word.size(); i++) {
                int n = worth(word[i]), after = i + 1 < word.size() ? worth(word[i + 1]) : 0;
                sum += n < after ? -n : n;
            }
            found.push_back(std::to_string(sum));
        }
        return found;
    }
    if (word == "jr" || word == "junior") return {"2"};
    for (size_t at = 0; at < word.size();) {
        if (word[at] < '0' || word[at] > '9') {
            at++;
            continue;
        }
        size_t end = at;
        while (end < word.size() && word[end] >= '0' && word[end] <= '9') end++;
        while (at + 1 < end && word[at] == '0') at++;
        std::string figures(word.substr(at, end - at));
        if (std::find(found.begin(), found.end(), figures) == found.end()) found.push_back(figures);
        at = end;
    }
    return found;
}

// The kinds of district that a word stands for, a bit each.
inline uint8_t list_kinds(std::string_view word) {
    static const std::vector<std::vector<std::string_view>> kinds = {
        {"province", "county", "prefecture"}, {"county", "district"}, {"gulf", "bay"}, {"island", "islands"}};
    uint8_t found = 0;
    if (word.size() >= 3 && word.size() <= 10 && std::string_view("pcdgbi").find(word[0]) != std::string_view::npos)
        for (size_t k = 0; k < kinds.size(); k++)
            found |= (std::find(kinds[k].begin(), kinds[k].end(), word) != kinds[k].end()) << k;
    return found;
}

// As `liken_special`, for different words; -1 for words that stand for themselves.
inline double liken_special(const Word& query, const Word& alias) {
    if (query.kinds & alias.kinds) return AGREES;
    if (query.numeral && alias.numeral) return 0.0;
    if (query.text.size() == 1 || alias.text.size() == 1) return query.text[0] == alias.text[0] ? INITIAL : 0.0;
    return -1;
}

// As `liken`, for words that stand for themselves.
inline double liken(const Word& query, const Word& alias) {
    if (query.letters)
        return std::max(indel(*query.letters, alias.text), 0.97 * levenshtein(*query.heard, alias.sounds));
    return std::max(indel(Pattern(query.text), alias.text), 0.97 * levenshtein(Pattern(query.sounds), alias.sounds));
}

// What `align` works with and what it makes, kept for the next.
struct Alignment {
    struct Scored {
        double likeness;
        size_t i, j;
    };
    std::vector<Scored> scored;
    std::vector<int> partner;
    std::vector<char> taken;
    std::vector<Paired> pairs;
};

// As `align`: words paired, the likest first.
inline const std::vector<Paired>& align(const std::vector<Word>& query, const std::vector<Word>& alias,
                                        const std::vector<double>& letters, const std::vector<double>& cosines,
                                        Alignment& to) {
    size_t n = query.size(), m = alias.size();
    auto& [scored, partner, taken, pairs] = to;
    scored.clear(), pairs.clear();
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++) {
            double near = letters[i * m + j], far = cosines[i * m + j];
            if (near >= AGREES || far >= AGREES) scored.push_back({std::max(near, far), i, j});
        }
    std::sort(scored.begin(), scored.end(), [](auto& a, auto& b) {
        return a.likeness != b.likeness ? a.likeness > b.likeness : a.i != b.i ? a.i < b.i : a.j < b.j;
    });
    partner.assign(n, -1);
    taken.assign(m, 0);
    for (auto& s : scored)
        if (partner[s.i] < 0 && !taken[s.j]) partner[s.i] = (int)s.j, taken[s.j] = 1;
    size_t rest = 0;
    auto skip = [&, &taken = taken] {
        while (rest < m && taken[rest]) rest++;
    };
    skip();
    for (size_t i = 0; i < n; i++)
        if (partner[i] < 0 && rest < m) {
            partner[i] = (int)rest, taken[rest] = 1;
            skip();
        }
    for (size_t i = 0; i < n; i++) {
        if (partner[i] < 0) {
            pairs.push_back({&query[i], nullptr, 0, 0, 0, query[i].rarity});
            continue;
        }
        size_t j = partner[i];
        double near = letters[i * m + j], far = cosines[i * m + j];
        pairs.push_back({&query[i], &alias[j], std::max(near, far), near, far, std::min(query[i].rarity, alias[j].rarity)});
    }
    for (size_t j = 0; j < m; j++)
        if (!taken[j]) pairs.push_back({nullptr, &alias[j], 0, 0, 0, alias[j].rarity});
    return pairs;
}

// As `_even`.
inline std::string even(std::string_view word) {
    std::string found;
    for (size_t i = 0; i < word.size(); i++) {
        char letter = word[i], next = i + 1 < word.size() ? word[i + 1] : 0;
        bool pair = (letter == 'e' && next == 'e') || (letter == 'o' && (next == 'o' || next == 'u'));
        if (pair) letter = letter == 'e' ? 'i' : 'u', i++;
        if (letter == 'y') letter = 'i';
        if (letter == 'w') letter = 'v';
        bool doubled = !found.empty() && found.back() == letter && letter >= 'a' && letter <= 'z';
        if (!doubled) found.push_back(letter);
    }
    size_t size = found.size();
    bool silent = size > 1 && found[size - 1] == 'h' && std::string_view("aeiou").find(found[size - 2]) != std::string_view::npos;
    if (silent) found.pop_back();
    return found;
}

// As `is_respelt`.
inline bool is_respelt(const Word& one, const Word& other, bool same_script) {
    return same_script ? even(one.text) == even(other.text) : one.sounds == other.sounds;
}

// As `_weigh_words`: fills the evidence from `agreement` to `initials`.
inline void weigh_words(const std::vector<Paired>& pairs, const Tokens* tokens, bool same_script, Row& row) {
    int contradictions = 0, kinships = 0, initials = 0;
    double agreement = 0, cosine = 0, matched = 0, clash = 0, missing = 0, extra = 0, worst = 1, worst_cosine = 1;
    std::vector<std::string> numbers;
    auto toggle = [&](const Word* word) {
        if (!word) return;
        for (auto& number : list_numbers(word->text)) {
            auto at = std::find(numbers.begin(), numbers.end(), number);
            if (at == numbers.end()) numbers.push_back(number);
            else numbers.erase(at);
        }
    };
    for (auto& pair : pairs) {
        double weight = 0.1 + 0.9 * pair.weight;
        bool differ = !pair.query || !pair.alias || pair.query->text != pair.alias->text;
        if (differ) toggle(pair.query), toggle(pair.alias);
        if (!pair.alias) {
            missing += weight;
            continue;
        }
        if (!pair.query) {
            extra += weight;
            continue;
        }
        matched += weight;
        agreement += weight * pair.likeness;
        cosine += weight * pair.cosine;
        worst = std::min(worst, pair.likeness), worst_cosine = std::min(worst_cosine, pair.cosine);
        clash += weight * std::max(0.0, CLASHES - pair.likeness) / CLASHES;
        if (differ && (pair.query->text.size() == 1 || pair.alias->text.size() == 1)) {
            initials++;
        } else if (differ) {
            int relation = 0;
            if (tokens)
                relation = pair.query->known ? tokens->relate(*pair.query->known, pair.alias->text)
                                             : tokens->relate({tokens->find(pair.query->text)}, pair.alias->text);
            contradictions += relation < 0 && pair.letters >= NEAR && !is_respelt(*pair.query, *pair.alias, same_script);
            kinships += relation > 0;
        }
    }
    double total = matched + missing + extra;
    row[AGREEMENT] = matched ? agreement / matched : 0.0;
    row[WORST] = worst;
    row[WORD_COSINE] = matched ? cosine / matched : 0.0;
    row[WORST_COSINE] = worst_cosine;
    row[SHARED] = agreement;
    row[MISSING] = total ? missing / total : 0.0;
    row[EXTRA] = total ? extra / total : 0.0;
    row[CLASH] = clash;
    row[CONTRADICTIONS] = contradictions;
    row[KINSHIPS] = kinships;
    row[NUMERALS] = (double)numbers.size();
    row[INITIALS] = initials;
}

// A reading and what is compared of it; it is set in place, so that its strings keep their room.
struct Spoken {
    struct Part {
        uint32_t first, size, sound, sounds;  // where a word is in the reading, and in the key
    };
    std::string roman, squeezed, ordered, key, bones;
    std::vector<Part> parts;

    Spoken() = default;
    Spoken(const Spoken&) = delete;  // what is made of it points into it

    void set(std::string_view from, const Sounds& sounds) {
        roman.assign(from);
        squeezed.clear(), key.clear(), bones.clear(), parts.clear();
        for (size_t at = 0; at < from.size();) {
            size_t end = at;
            while (end < from.size() && from[end] != ' ') end++;
            uint32_t before = (uint32_t)key.size();
            sounds.write(from.substr(at, end - at), key);
            if (end > at) parts.push_back({(uint32_t)at, (uint32_t)(end - at), before, (uint32_t)key.size() - before});
            squeezed.append(from.substr(at, end - at));
            at = end + 1;
        }
        write_skeleton(key, bones);
        put_in_order();
    }
    std::string_view word(const Part& part) const { return std::string_view(roman).substr(part.first, part.size); }
    std::string_view sound(const Part& part) const { return std::string_view(key).substr(part.sound, part.sounds); }
    bool is_in_order() const { return ordered.size() == squeezed.size() && ordered == squeezed; }

  private:
    std::vector<std::string_view> sorted_;

    void put_in_order() {
        sorted_.clear(), ordered.clear();
        for (auto& part : parts) sorted_.push_back(word(part));
        std::sort(sorted_.begin(), sorted_.end());
        for (auto one : sorted_) ordered += one;
    }
};

// The same of the query, ready to be held against many.
struct Heard : Spoken {
    Pattern whole, without_spaces, in_order, sound_of, skeleton_of;
    std::vector<Pattern> letters, heard;  // of each word
    std::vector<std::vector<Known>> known;  // of each word, first as it stands here

    void set(std::string_view from, const Sounds& sounds, const Tokens& tokens) {
        Spoken::set(from, sounds);
        whole.set(roman), without_spaces.set(squeezed), in_order.set(ordered), sound_of.set(key), skeleton_of.set(bones);
        letters.clear(), heard.clear(), known.clear();
        for (auto& part : parts) {
            letters.emplace_back(word(part)), heard.emplace_back(sound(part));
            known.push_back({tokens.find(word(part))});
        }
    }
};

struct Likeness {
    float near, letters, bones;
};

// As `_liken_readings`, in single precision as rapidfuzz's tables are.
inline Likeness liken_readings(const Heard& query, const Spoken& alias) {
    float letters = (float)indel(query.without_spaces, alias.squeezed);
    if (!query.is_in_order() || !alias.is_in_order())
        letters = std::max(letters, (float)indel(query.in_order, alias.ordered));
    float sounds = (float)levenshtein(query.sound_of, alias.key);
    float bones = (float)levenshtein(query.skeleton_of, alias.bones);
    float near = 0.5f * letters;
    near = near + 0.3f * sounds;
    near = near + 0.2f * bones;
    return {near, letters, bones};
}

// As `_ahead`, for one of the columns.
template <class Value> void set_ahead(Row* rows, size_t count, Feature to, Value value) {
    if (count == 1) {
        rows[0][to] = value(rows[0]);
        return;
    }
    double first = -INFINITY, second = -INFINITY;
    for (size_t i = 0; i < count; i++) {
        double own = value(rows[i]);
        if (own > first) second = first, first = own;
        else if (own > second) second = own;
    }
    for (size_t i = 0; i < count; i++) {
        double own = value(rows[i]);
        rows[i][to] = own - (own == first ? second : first);
    }
}

// What is known of a candidate that stands behind those whose evidence is weighed.
struct Behind {
    double likeness, prior;
};

// As `relate`: the evidence among the candidates; `PROMINENCE` holds each one's log prior before.
inline void relate(Row* rows, size_t count, const std::vector<Behind>& behind, size_t elsewhere = 0) {
    if (!count) return;
    set_ahead(rows, count, AHEAD, [](const Row& row) { return row[LETTERS]; });
    set_ahead(rows, count, AHEAD_COSINE, [](const Row& row) { return row[COSINE]; });
    set_ahead(rows, count, AHEAD_SLIPS, [](const Row& row) { return (double)MOST_SLIPS - row[SLIPS]; });
    double best = -INFINITY, prior = -INFINITY;
    for (size_t i = 0; i < count; i++) {
        best = std::max(best, std::max(rows[i][LETTERS], rows[i][COSINE]));
        prior = std::max(prior, rows[i][PROMINENCE]);
    }
    for (auto& one : behind) best = std::max(best, one.likeness), prior = std::max(prior, one.prior);
    double crowd = 0;
    for (size_t i = 0; i < count; i++) crowd += std::max(rows[i][LETTERS], rows[i][COSINE]) >= best - CROWDED;
    for (auto& one : behind) crowd += one.likeness >= best - CROWDED;
    for (size_t i = 0; i < count; i++) {
        rows[i][CROWD] = std::min(crowd, 20.0);
        rows[i][CANDIDATES] = (double)std::min(count + behind.size() + elsewhere, MOST_CANDIDATES);
        rows[i][PROMINENCE] -= prior;
    }
}

}  // namespace normalize
