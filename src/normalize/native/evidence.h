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
    SAME_SCRIPT, AHEAD, AHEAD_COSINE, CROWD, PROMINENCE, FEATURES
};
typedef std::array<double, FEATURES> Row;

constexpr double AGREES = 0.6, JOINED = 0.85, INITIAL = 0.85, NEAR = 0.85, CLASHES = 0.6, CROWDED = 0.1;
constexpr float LENGTH_SQUARED = 254 * 254;

// Groups of known name words by the hash of their spelling.
struct Tokens {
    const uint64_t* hashes = nullptr;
    const uint32_t* groups = nullptr;
    int64_t count = 0;

    std::pair<int64_t, int64_t> find(std::string_view word) const {
        uint64_t wanted = digest(word);
        auto found = std::equal_range(hashes, hashes + count, wanted);
        return {found.first - hashes, found.second - hashes};
    }
    // As `NameTokens.relate`.
    int relate(std::string_view query, std::string_view alias) const {
        auto [first, last] = find(query);
        if (first == last) return 0;
        auto [start, end] = find(alias);
        for (int64_t i = first; i < last; i++)
            for (int64_t j = start; j < end; j++)
                if (groups[i] == groups[j]) return 1;
        return -1;
    }
};

struct Word {
    std::string text;
    double rarity;
    int place;  // of its vector, or -1
};

struct Paired {
    const Word* query;
    const Word* alias;
    double likeness, letters, cosine, weight;
};

inline std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> words;
    for (size_t at = 0; at < text.size();) {
        size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

inline std::string squeeze(std::string_view text) {
    std::string out;
    for (char c : text)
        if (c != ' ') out += c;
    return out;
}

inline std::string put_in_order(std::string_view text) {
    auto words = split(text);
    std::sort(words.begin(), words.end());
    std::string out;
    for (auto word : words) out += word;
    return out;
}

inline bool is_digits(std::string_view word) {
    return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

inline bool is_roman(std::string_view word) {
    size_t tens = 0;
    while (tens < 3 && tens < word.size() && word[tens] == 'x') tens++;
    auto rest = word.substr(tens);
    for (auto known : {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"})
        if (rest == known) return !word.empty();
    return false;
}

inline bool is_numeral(std::string_view word) { return is_digits(word) || is_roman(word); }

// The numbers in a word, each once: their figures without leading noughts.
inline std::vector<std::string> list_numbers(std::string_view word) {
    std::vector<std::string> found;
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

inline bool is_same_kind(std::string_view one, std::string_view other) {
    static const std::vector<std::vector<std::string_view>> kinds = {
        {"province", "county", "prefecture"}, {"county", "district"}, {"gulf", "bay"}, {"island", "islands"}};
    if (one == other) return false;
    for (auto& kind : kinds)
        if (std::find(kind.begin(), kind.end(), one) != kind.end() && std::find(kind.begin(), kind.end(), other) != kind.end())
            return true;
    return false;
}

// As `liken_special`; -1 for words that stand for themselves.
inline double liken_special(std::string_view query, std::string_view alias) {
    if (is_same_kind(query, alias)) return AGREES;
    if (is_numeral(query) && is_numeral(alias)) return 0.0;
    if (query.size() == 1 || alias.size() == 1) return query[0] == alias[0] ? INITIAL : 0.0;
    return -1;
}

inline double liken(std::string_view query, std::string_view alias, double special, const Sounds& sounds) {
    if (query == alias) return 1.0;
    if (special >= 0) return special;
    double letters = indel(Pattern(query), alias);
    std::string one = sounds.key(query, true), other = sounds.key(alias, true);
    return std::max(letters, 0.97 * levenshtein(Pattern(one), other));
}

inline std::vector<Word> join(const std::vector<Word>& words, const std::vector<Word>& others) {
    for (size_t size : {size_t(3), size_t(2)})
        for (size_t at = 0; at + size <= words.size(); at++) {
            std::string whole;
            size_t longest = 0, shortest = SIZE_MAX;
            double rarity = words[at].rarity;
            for (size_t i = at; i < at + size; i++) {
                whole += words[i].text;
                longest = std::max(longest, words[i].text.size());
                shortest = std::min(shortest, words[i].text.size());
                rarity = std::max(rarity, words[i].rarity);
            }
            if (shortest < 2) continue;
            Pattern pattern(whole);
            bool joined = std::any_of(others.begin(), others.end(), [&](auto& other) {
                return other.text.size() > longest && indel(pattern, other.text) >= JOINED;
            });
            if (!joined) continue;
            std::vector<Word> found(words.begin(), words.begin() + at);
            found.push_back({whole, rarity, -1});
            for (auto& word : join({words.begin() + at + size, words.end()}, others)) found.push_back(word);
            return found;
        }
    return words;
}

// As `align`: words paired, the likest first.
inline std::vector<Paired> align(const std::vector<Word>& query, const std::vector<Word>& alias,
                                 const std::vector<double>& letters, const std::vector<double>& cosines) {
    size_t n = query.size(), m = alias.size();
    struct Scored {
        double likeness;
        size_t i, j;
    };
    std::vector<Scored> scored;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++) {
            double near = letters[i * m + j], far = cosines[i * m + j];
            if (near >= AGREES || far >= AGREES) scored.push_back({std::max(near, far), i, j});
        }
    std::sort(scored.begin(), scored.end(), [](auto& a, auto& b) {
        return a.likeness != b.likeness ? a.likeness > b.likeness : a.i != b.i ? a.i < b.i : a.j < b.j;
    });
    std::vector<int> partner(n, -1);
    std::vector<char> taken(m, 0);
    for (auto& s : scored)
        if (partner[s.i] < 0 && !taken[s.j]) partner[s.i] = (int)s.j, taken[s.j] = 1;
    size_t rest = 0;
    auto skip = [&] {
        while (rest < m && taken[rest]) rest++;
    };
    skip();
    for (size_t i = 0; i < n; i++)
        if (partner[i] < 0 && rest < m) {
            partner[i] = (int)rest, taken[rest] = 1;
            skip();
        }
    std::vector<Paired> pairs;
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

// As `_weigh_words`: fills the evidence from `agreement` to `initials`.
inline void weigh_words(const std::vector<Paired>& pairs, const Tokens* tokens, Row& row) {
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
        if (differ) {
            initials += pair.query->text.size() == 1 || pair.alias->text.size() == 1;
            int relation = tokens ? tokens->relate(pair.query->text, pair.alias->text) : 0;
            contradictions += relation < 0 && pair.letters >= NEAR;
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

// A reading and what is compared of it.
struct Spoken {
    std::string roman, squeezed, ordered, key, bones;
    Spoken(std::string_view from, const Sounds& sounds)
        : roman(from), squeezed(squeeze(from)), ordered(put_in_order(from)), key(sounds.key(from, false)),
          bones(skeleton(key)) {}
};

// The same of the query, ready to be held against many.
struct Heard : Spoken {
    Pattern whole, without_spaces, in_order, sound, skeleton_of;
    Heard(std::string_view from, const Sounds& sounds) : Spoken(from, sounds) {
        whole.set(roman), without_spaces.set(squeezed), in_order.set(ordered), sound.set(key), skeleton_of.set(bones);
    }
};

struct Likeness {
    float near, letters, bones;
};

// As `_liken_readings`, in single precision as rapidfuzz's tables are.
inline Likeness liken_readings(const Heard& query, const Spoken& alias) {
    float letters = std::max((float)indel(query.without_spaces, alias.squeezed), (float)indel(query.in_order, alias.ordered));
    float sounds = (float)levenshtein(query.sound, alias.key);
    float bones = (float)levenshtein(query.skeleton_of, alias.bones);
    float near = 0.5f * letters;
    near = near + 0.3f * sounds;
    near = near + 0.2f * bones;
    return {near, letters, bones};
}

inline std::vector<Word> make_words(std::string_view roman, const double* rarity, size_t known) {
    auto texts = split(roman);
    std::vector<Word> words;
    for (size_t i = 0; i < texts.size(); i++)
        words.push_back(texts.size() == known ? Word{std::string(texts[i]), rarity[i], (int)i}
                                              : Word{std::string(texts[i]), 1.0, -1});
    return words;
}

// As `_ahead`, for one of the columns.
inline void set_ahead(std::vector<Row>& table, Feature of, Feature to) {
    if (table.size() == 1) {
        table[0][to] = table[0][of];
        return;
    }
    double first = -INFINITY, second = -INFINITY;
    for (auto& row : table) {
        if (row[of] > first) second = first, first = row[of];
        else if (row[of] > second) second = row[of];
    }
    for (auto& row : table) row[to] = row[of] - (row[of] == first ? second : first);
}

// As `relate`: the evidence among the candidates; `PROMINENCE` holds each one's log prior before.
inline void relate(std::vector<Row>& table) {
    if (table.empty()) return;
    set_ahead(table, LETTERS, AHEAD);
    set_ahead(table, COSINE, AHEAD_COSINE);
    double best = -INFINITY, prior = -INFINITY;
    for (auto& row : table) {
        best = std::max(best, std::max(row[LETTERS], row[COSINE]));
        prior = std::max(prior, row[PROMINENCE]);
    }
    double crowd = 0;
    for (auto& row : table) crowd += std::max(row[LETTERS], row[COSINE]) >= best - CROWDED;
    for (auto& row : table) {
        row[CROWD] = std::min(crowd, 20.0);
        row[PROMINENCE] -= prior;
    }
}

}  // namespace normalize
