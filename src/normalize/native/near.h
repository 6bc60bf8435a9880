// From the readings of a question to its candidates with their log-odds: the retrievals of `candidates.py` and the
// ranking of `ranking.py` over the arrays of one lexicon.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "checked.h"
#include "decision.h"
#include "encode.h"
#include "slips.h"
#include "threads.h"
#include "trees.h"
#include "weighing.h"

namespace normalize {

// Numbers by the hash of a string, as `index.exact.HashIndex`.
struct Hashed {
    const uint64_t* hashes = nullptr;
    const uint32_t* numbers = nullptr;
    int64_t count = 0;
    std::pair<const uint32_t*, const uint32_t*> find(std::string_view text) const {
        if (!count) return {numbers, numbers};
        auto [first, last] = find_equal(hashes, count, digest(text));
        return {numbers + (first - hashes), numbers + (last - hashes)};
    }
};

struct Lexicon {
    Cells cells;
    Slips slips;
    Texts readings, names;
    Hashed romans, keys;
    Bounded<uint32_t> spellings, known_names;  // what the numbers of `romans` and `keys` have to be
    Tokens tokens;
    // The names of each spelling, its words and the spellings that hold it as a word, run by run.
    Bounded<uint32_t> spelling_names, words, holders;
    Runs name_runs, word_runs, holder_runs;
    const uint8_t* acronyms;  // of each of `spelling_names`
    const float* rarity;
    Bounded<uint32_t> name_entity;
    Runs entity_names;
    Bounded<uint8_t> name_kind, name_script;
    const uint8_t *name_small, *name_word;
    Bounded<uint16_t> entity_type;
    const float* entity_weight;
    std::vector<double> prior;       // kinds × types
    std::vector<uint8_t> personal;   // types that bear personal names
    std::vector<uint8_t> alphabets;  // scripts that are alphabets
    int64_t types = 0;
    int code = 0;                    // number of the kind "code"
    Scripts scripts;
    Forest forest;
    Sounds sounds;
    Encoder encoder;

    double log_prior(uint32_t name) const {
        uint32_t entity = name_entity[name];
        float weight = entity_weight[entity];
        uint32_t names = entity_names.size(entity);
        double own = weight != 0 ? (double)weight : (double)names;
        return std::log((own > 0 ? own : 1.0) * prior[name_kind[name] * types + entity_type[entity]]);
    }
    double rarity_of(std::string_view roman) const {
        auto [first, last] = romans.find(roman);
        double least = 1.0;
        for (auto at = first; at < last; at++) {
            double own = rarity[spellings.check(*at)];
            least = at == first ? own : std::min(least, own);
        }
        return least;
    }
};

// What a constraint leaves, as `candidates._Mask`.
struct Mask {
    const uint8_t *entities = nullptr, *entities_here = nullptr, *spellings = nullptr;
    const int64_t* few = nullptr;
    int64_t few_count = -1;  // -1 where they are many
};

constexpr size_t NEAREST = 200, NEAREST_ELSEWHERE = 30, WORD_NEAREST = 24, HOLDERS = 3000, BY_WORDS = 60, WORDS = 6;
constexpr size_t SLIPPED = 60, LISTED = 60, LISTED_ELSEWHERE = 10, WEIGHED = 20, SHORT = 3, SCANNED = 25000, PROBED = 256, WORD_PROBED = 48;
constexpr int32_t WORD_LOWEST = (int32_t)(0.6 * 254 * 254);  // a score below this is less than `WORD_LEAST`
constexpr double WORD_LEAST = 0.6, APART = 2.5, OWN_SCRIPT = 0.15, SLIP = 0.1, UNWEIGHED = -1000.0;

inline std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> words;
    for (size_t at = 0; at < text.size();) {
        size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

// Encodes a form and looks its words up, as `CandidateIndex.ask`.
inline void ask(const Lexicon& lexicon, Form& form) {
    const Key& key = form.key;
    std::vector<std::string_view> romans;
    std::vector<std::vector<std::string_view>> parts;
    for (auto& roman : form.romans) {
        romans.push_back(roman);
        parts.push_back(split(roman));
    }
    size_t words = parts[0].size(), size = lexicon.encoder.size;
    form.vectors.resize((1 + words) * size);
    lexicon.encoder.encode(key.text, key.is_foreign(0, key.text.size()), romans, form.vectors.data());
    auto keys = key.split();
    for (size_t i = 0; i < words; i++) {
        std::vector<std::string_view> read;
        for (auto& part : parts)
            if (part.size() == words && std::find(read.begin(), read.end(), part[i]) == read.end()) read.push_back(part[i]);
        double rarity = 1.0;
        for (size_t r = 0; r < read.size(); r++)
            rarity = r ? std::min(rarity, lexicon.rarity_of(read[r])) : lexicon.rarity_of(read[r]);
        form.rarity.push_back(rarity);
        int8_t* out = form.vectors.data() + (1 + i) * size;
        if (words == 1) {
            std::copy(form.vectors.data(), form.vectors.data() + size, out);
            continue;
        }
        auto [first, last] = keys.size() == words ? keys[i] : std::pair<size_t, size_t>{0, 0};
        lexicon.encoder.encode(std::u32string_view(key.text).substr(first, last - first), key.is_foreign(first, last), read, out);
    }
}

struct Question {
    std::vector<Form> forms;
    Mask here, anywhere;
    bool placed = false;  // some country was asked for
    std::vector<uint32_t> known;
    std::vector<Judged> exact;  // who bears the name to the letter, but does not settle it
};

// A small table from numbers to places, cleared for each use.
class Places {
  public:
    explicit Places(size_t most) {
        size_t size = 16;
        while (size < 2 * most) size *= 2;
        keys_.assign(size, UINT32_MAX);
        values_.resize(size);
    }
    // The place of a key; `next` where it is new.
    uint32_t find(uint32_t key, uint32_t next) {
        size_t at = (key * 2654435769u) & (keys_.size() - 1);
        while (keys_[at] != key) {
            if (keys_[at] == UINT32_MAX) {
                keys_[at] = key, values_[at] = next;
                return next;
            }
            at = (at + 1) & (keys_.size() - 1);
        }
        return values_[at];
    }

  private:
    std::vector<uint32_t> keys_, values_;
};

constexpr int32_t UNKNOWN = INT32_MIN;  // stands for the score of what no scan has found

// The scans that a form needs and where their results will be.
struct Plan {
    int whole = -1, whole_here = -1, whole_anywhere = -1;
    std::vector<int> words;  // numbers of the words that are looked up, the rarest first
    std::vector<int> scans, wanted;
};

// Where the words of the questions before are looked up, each word once.
typedef std::unordered_map<std::string_view, std::pair<int, int>> LookedUp;

inline Plan plan(const Lexicon& lexicon, const Question& question, const Form& form, std::vector<Scan>& scans,
                 LookedUp& looked_up) {
    Plan found;
    const Cells& cells = lexicon.cells;
    bool all = cells.count <= (int64_t)SCANNED;
    auto add = [&](const int8_t* query, size_t probed) {
        scans.push_back({query, all ? 0 : probed, {}, {}});
        for (uint32_t c = 0; all && c < cells.cells; c++) scans.back().cells.push_back(c);
        return (int)scans.size() - 1;
    };
    const Mask* masks[] = {&question.here, question.placed ? &question.anywhere : nullptr};
    size_t most[] = {NEAREST, NEAREST_ELSEWHERE};
    bool wide = false;
    for (auto mask : masks) wide = wide || (mask && mask->few_count < 0);
    found.whole = add(form.vectors.data(), wide ? PROBED : 0);
    if (all && !wide) scans[found.whole].cells.clear();
    for (int m = 0; m < 2; m++) {
        if (!masks[m]) continue;
        (m ? found.whole_anywhere : found.whole_here) = (int)scans[found.whole].wanted.size();
        scans[found.whole].wanted.push_back({masks[m]->spellings, masks[m]->few_count < 0 ? SIZE_MAX : 0, Best(most[m])});
    }
    for (int m = 0; m < 2; m++) {
        if (!masks[m] || masks[m]->few_count < 0) continue;
        Best& best = scans[found.whole].wanted[m].best;
        for (int64_t i = 0; i < masks[m]->few_count; i++) {
            int64_t number = masks[m]->few[i];
            if (!masks[m]->spellings[number]) continue;
            best.put(dot(cells.vectors + number * cells.size, form.vectors.data(), cells.size), (uint32_t)number);
        }
    }
    size_t words = form.rarity.size();
    for (size_t i = 0; i < words; i++) found.words.push_back((int)i);
    std::stable_sort(found.words.begin(), found.words.end(), [&](int a, int b) { return form.rarity[a] > form.rarity[b]; });
    if (found.words.size() > WORDS) found.words.resize(WORDS);
    for (int word : found.words) {
        const int8_t* query = form.vectors.data() + (1 + word) * cells.size;
        auto [known, is_new] = looked_up.try_emplace({(const char*)query, (size_t)cells.size});
        if (is_new) {
            bool same = wide && std::equal(query, query + cells.size, form.vectors.data());
            int scan = same ? found.whole : add(query, WORD_PROBED);
            known->second = {scan, (int)scans[scan].wanted.size()};
            scans[scan].wanted.push_back({nullptr, all ? SIZE_MAX : WORD_PROBED, Best(WORD_NEAREST, WORD_LOWEST)});
        }
        found.scans.push_back(known->second.first);
        found.wanted.push_back(known->second.second);
    }
    return found;
}

// As `_by_words`: adds the spellings of several words that share the rarest words with the form.
inline void find_by_words(const Lexicon& lexicon, const Form& form, const Plan& plan,
                          const std::vector<std::vector<Found>>& near, const uint8_t* allowed,
                          std::vector<Found>& found) {
    struct Held {
        uint32_t first, last;
        float weight;
    };
    std::vector<Held> held;
    size_t total = 0;
    for (size_t k = 0; k < plan.words.size(); k++)
        for (auto& word : near[k]) {
            float cosine = (float)word.score / LENGTH_SQUARED;
            if ((double)cosine < WORD_LEAST) break;
            auto [first, last] = lexicon.holder_runs[word.number];
            if (first == last || last - first > HOLDERS) continue;
            double rare = std::min(form.rarity[plan.words[k]], (double)lexicon.rarity[word.number]);
            held.push_back({first, last, (float)((double)cosine * (0.1 + rare))});
            total += last - first;
        }
    if (held.empty()) return;
    Places places(total);
    std::vector<std::pair<uint32_t, double>> scores;
    for (auto& h : held)
        for (uint32_t at = h.first; at < h.last; at++) {
            uint32_t holder = lexicon.holders[at], place = places.find(holder, (uint32_t)scores.size());
            if (place == scores.size()) scores.push_back({holder, 0.0});
            scores[place].second += h.weight;
        }
    std::vector<std::pair<float, uint32_t>> ranked;
    for (auto& [spelling, score] : scores)
        if (allowed[spelling]) ranked.push_back({-(float)score, spelling});
    size_t most = std::min(BY_WORDS, ranked.size());
    std::partial_sort(ranked.begin(), ranked.begin() + most, ranked.end());
    for (size_t i = 0; i < most; i++) found.push_back({UNKNOWN, ranked[i].second});
}

// A hit of `rank_hits`: the best of an entity so far.
struct Nearest {
    uint32_t entity, name, spelling, pair;
    int32_t product;  // of the vectors
    bool elsewhere;
    double telling, near, letters;
};

// Does something with each reading of a spelling.
template <class Work> void read_each(std::string_view text, Work work) {
    for (size_t at = 0; at < text.size();) {
        size_t end = at;
        while (end < text.size() && text[end] != '|') end++;
        work(text.substr(at, end - at));
        at = end + 1;
    }
}

// Fetches what is looked at of some spellings, all of it far apart in memory: at once this takes much less long.
// Inlined by force: GCC takes a function that only fetches for one that does nothing.
__attribute__((always_inline)) inline void fetch(const Lexicon& lexicon, const std::vector<Found>& spellings) {
    for (auto& [score, s] : spellings) {
        __builtin_prefetch(lexicon.readings.runs.ends + s);
        __builtin_prefetch(lexicon.name_runs.ends + s);
        __builtin_prefetch(lexicon.word_runs.ends + s);
        if (score != UNKNOWN) continue;
        __builtin_prefetch(lexicon.cells.vectors + (int64_t)s * lexicon.cells.size);
        __builtin_prefetch(lexicon.cells.vectors + (int64_t)s * lexicon.cells.size + 64);
    }
    for (auto& [_, s] : spellings) {
        __builtin_prefetch(lexicon.readings.text + lexicon.readings.runs.ends[s]);
        __builtin_prefetch(lexicon.spelling_names.values + lexicon.name_runs.ends[s]);
    }
    for (auto& [_, s] : spellings) {
        auto [first, last] = lexicon.name_runs[s];
        for (uint32_t p = first; p < last; p++) {
            __builtin_prefetch(lexicon.name_entity.values + lexicon.spelling_names[p]);
            __builtin_prefetch(lexicon.name_script.values + lexicon.spelling_names[p]);
        }
    }
}

// The same for what is weighed of some hits.
__attribute__((always_inline)) inline void fetch(const Lexicon& lexicon, const std::vector<Nearest>& hits) {
    for (auto& hit : hits) {
        __builtin_prefetch(lexicon.words.values + lexicon.word_runs.ends[hit.spelling]);
        __builtin_prefetch(lexicon.acronyms + hit.pair);
        __builtin_prefetch(lexicon.name_kind.values + hit.name);
        __builtin_prefetch(lexicon.entity_weight + hit.entity);
        __builtin_prefetch(lexicon.entity_names.ends + hit.entity);
    }
    for (auto& hit : hits) {
        auto [first, last] = lexicon.word_runs[hit.spelling];
        for (uint32_t w = first; w < last; w++) {
            const int8_t* vector = lexicon.cells.vectors + (int64_t)lexicon.words[w] * lexicon.cells.size;
            __builtin_prefetch(lexicon.rarity + lexicon.words[w]);
            __builtin_prefetch(vector);
            __builtin_prefetch(vector + 64);
        }
    }
}

// The nearest hit of each entity with one of some spellings, in the order of `rank_hits`.
inline std::vector<Nearest> rank(const Lexicon& lexicon, const Question& question, Desk& desk,
                                 const std::vector<Found>& spellings) {
    const Form& form = *desk.form;
    fetch(lexicon, spellings);
    std::vector<Nearest> best;
    size_t names = 0;
    for (auto& [_, s] : spellings) names += lexicon.name_runs.size(s);
    Places places(names);
    bool brief = form.text.size() <= SHORT;
    bool whole = form.rarity.size() == 1 && lexicon.scripts.is_unspaced(form.script);
    for (auto& one : spellings) {
        uint32_t s = one.number;
        std::string_view read = lexicon.readings.at(s);
        if (read.empty()) continue;
        double near = 0, cost = 0, letters = 0;
        int32_t product = 0;
        bool measured = false, same = false;
        auto [first, last] = lexicon.name_runs[s];
        for (uint32_t p = first; p < last; p++) {
            uint32_t name = lexicon.spelling_names[p], entity = lexicon.name_entity[name];
            if (!question.here.entities[entity] || !form.suits[lexicon.entity_type[entity]]) continue;
            if (!question.known.empty() &&
                std::binary_search(question.known.begin(), question.known.end(), entity)) continue;
            if (brief) {
                std::string_view alias = lexicon.names.at(name);
                bool is_word = lexicon.name_kind[name] == lexicon.code ? alias != form.bytes
                                                                       : form.small && !lexicon.name_small[name];
                if (is_word) continue;
            }
            if (!measured) {
                float most = 0;
                read_each(read, [&](std::string_view roman) {
                    for (size_t h = 0; h < desk.heard.size(); h++)
                        most = std::max(most, (float)indel(desk.heard[h].whole, roman));
                });
                letters = most;
                same = letters == 1;
                product = one.score != UNKNOWN ? one.score
                                               : dot(lexicon.cells.vectors + (int64_t)s * lexicon.cells.size,
                                                     form.vectors.data(), lexicon.cells.size);
                double apart = whole ? 0.0 : std::abs((double)lexicon.word_runs.size(s) - (double)form.rarity.size());
                near = letters + 3 * ((double)product / (254.0 * 254.0));
                cost = APART * apart * (1 - letters);
                measured = true;
            }
            if (!same && lexicon.acronyms[p]) continue;  // other letters are another acronym
            bool in_script = lexicon.name_script[name] == form.script;
            double nears = in_script ? letters + 3 * std::max((double)product / (254.0 * 254.0), letters - SLIP) : near;
            double tells = nears - cost + OWN_SCRIPT * in_script;
            uint32_t place = places.find(entity, (uint32_t)best.size());
            if (place == best.size()) {
                best.push_back({entity, name, s, p, product, !question.here.entities_here[entity], tells, std::max(0.0, nears), letters});
                continue;
            }
            Nearest& other = best[place];
            other.near = std::max(other.near, nears);
            if (tells < other.telling) continue;
            if (tells == other.telling) {
                double mine = lexicon.log_prior(name), others = lexicon.log_prior(other.name);
                if (mine < others || (mine == others && std::tie(name, s) >= std::tie(other.name, other.spelling))) continue;
            }
            other.name = name, other.spelling = s, other.pair = p, other.product = product, other.telling = tells;
            other.letters = letters;
        }
    }
    std::sort(best.begin(), best.end(), [](auto& a, auto& b) {
        return a.elsewhere != b.elsewhere ? b.elsewhere : a.near != b.near ? a.near > b.near : a.entity < b.entity;
    });
    size_t here = 0;
    while (here < best.size() && !best[here].elsewhere) here++;
    std::vector<Nearest> kept(best.begin(), best.begin() + std::min(here, LISTED));
    kept.insert(kept.end(), best.begin() + here, best.begin() + here + std::min(best.size() - here, LISTED_ELSEWHERE));
    return kept;
}

inline std::u32string decode(std::string_view text) {
    std::u32string out;
    for (size_t at = 0; at < text.size();) {
        unsigned char c = text[at];
        int more = c < 0x80 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
        char32_t letter = more == 0 ? c : more == 1 ? c & 0x1F : more == 2 ? c & 0x0F : c & 0x07;
        if (at + more >= text.size()) report_damage();
        for (int i = 1; i <= more; i++) letter = letter << 6 | (text[at + i] & 0x3F);
        out += letter;
        at += 1 + more;
    }
    return out;
}

inline Row weigh_hit(const Lexicon& lexicon, Desk& desk, const Nearest& hit) {
    uint32_t s = hit.spelling;
    Alias& alias = desk.alias;
    alias.readings.clear(), alias.words.clear(), alias.rarity.clear();
    read_each(lexicon.readings.at(s), [&](std::string_view roman) { alias.readings.add().set(roman, lexicon.sounds); });
    auto [first, last] = lexicon.word_runs[s];
    for (uint32_t w = first; w < last; w++) {
        uint32_t word = lexicon.words[w];
        alias.words.push_back(lexicon.cells.vectors + (int64_t)word * lexicon.cells.size);
        alias.rarity.push_back(lexicon.rarity[word]);
    }
    alias.product = hit.product;
    alias.script = lexicon.name_script[hit.name];
    alias.acronym = lexicon.acronyms[hit.pair] != 0;
    alias.tokens = lexicon.personal[lexicon.entity_type[hit.entity]] ? &lexicon.tokens : nullptr;
    return weigh_pair(desk, lexicon.sounds, lexicon.cells.size, lexicon.scripts,
                      [&] { return decode(lexicon.names.at(hit.name)); });
}

// The readings of a form and of a name that are weighed, and their words in pairs: "" where the other side has none.
struct Laid {
    std::string query, alias;
    std::vector<std::pair<std::string, std::string>> words;
};

// Lays a form and a name of a spelling side by side.
inline void lay(const Lexicon& lexicon, const Form& form, uint32_t spelling, uint32_t name, Laid& to) {
    const Cells& cells = lexicon.cells;
    Desk desk;
    desk.set(form, lexicon.sounds, lexicon.tokens);
    int32_t product = dot(cells.vectors + (int64_t)spelling * cells.size, form.vectors.data(), cells.size);
    weigh_hit(lexicon, desk, {lexicon.name_entity[name], name, spelling, lexicon.name_runs[spelling].first, product, false, 0, 0, 0});
    to.query = desk.asked->roman, to.alias = desk.found->roman;
    for (auto& pair : desk.alignment.pairs)
        to.words.emplace_back(pair.query ? pair.query->text : "", pair.alias ? pair.alias->text : "");
}

typedef std::pair<uint32_t, uint32_t> Pair;  // of names, by their places

// The log-odds of some pairs; see `compare`.
inline void compare_some(const Lexicon& lexicon, const std::vector<std::vector<Form>>& names, const Pair* first,
                         const Pair* last, bool personal, double* odds) {
    int size = lexicon.encoder.size;
    Desk desk;
    std::vector<Row> table, alone(1);
    auto weigh = [&](const Form& one, const Form& other) {
        desk.set(one, lexicon.sounds, lexicon.tokens);
        Alias& alias = desk.alias;
        alias.readings.clear(), alias.words.clear();
        for (auto& roman : other.romans) alias.readings.add().set(roman, lexicon.sounds);
        for (size_t w = 0; w < other.rarity.size(); w++) alias.words.push_back(other.vectors.data() + (1 + w) * size);
        alias.product = dot(other.vectors.data(), one.vectors.data(), size);
        alias.rarity = other.rarity, alias.script = other.script;
        alias.tokens = personal ? &lexicon.tokens : nullptr;
        alone[0] = weigh_pair(desk, lexicon.sounds, size, lexicon.scripts, [&] { return other.text; });
        alone[0][PROMINENCE] = 0;
        relate(alone.data(), 1, {});
        table.push_back(alone[0]);
    };
    for (auto pair = first; pair < last; pair++)
        for (auto& one : names[pair->first])
            for (auto& other : names[pair->second]) weigh(one, other), weigh(other, one);
    std::vector<double> weighed;
    lexicon.forest.weigh(table, weighed);
    const double* both = weighed.data();
    const Row* row = table.data();
    for (auto pair = first; pair < last; pair++, odds++) {
        *odds = -INFINITY;
        for (size_t k = names[pair->first].size() * names[pair->second].size(); k > 0; k--, both += 2, row += 2) {
            double value = (both[0] + both[1]) / 2;
            if (contradicts(row[0]) && contradicts(row[1])) value = std::min(value, CONTRADICTED);
            *odds = std::max(*odds, value);
        }
    }
}

// As `compare_pairs`: for each pair of names, each given by its forms, the log-odds of those forms that agree best, each
// weighed against the other.
inline void compare(const Lexicon& lexicon, std::vector<std::vector<Form>>& names, const std::vector<Pair>& pairs,
                    bool personal, size_t threads, std::vector<double>& odds) {
    constexpr size_t LEAST = 32;  // names, and pairs, that are worth a thread
    share_out(names.size(), threads, LEAST, [&](size_t first, size_t last) {
        for (size_t n = first; n < last; n++)
            for (auto& form : names[n]) ask(lexicon, form);
    });
    odds.resize(pairs.size());
    share_out(pairs.size(), threads, LEAST, [&](size_t first, size_t last) {
        compare_some(lexicon, names, pairs.data() + first, pairs.data() + last, personal, &odds[first]);
    });
}

// A candidate near a form of a question, and the row of its evidence in a table, or -1.
struct Pending {
    uint32_t question, form;
    Nearest hit;
    double prior;
    int32_t row, group;
};

// As `_weigh`: adds the candidates near a form, and the evidence of those with the nearest spellings.
inline void weigh_near(const Lexicon& lexicon, Desk& desk, uint32_t question, uint32_t form,
                       const std::vector<Nearest>& ranked, std::vector<Row>& table, std::vector<Pending>& pending) {
    // Namesakes in one script share their evidence.
    struct Shared {
        uint32_t spelling;
        uint8_t script, acronym, personal;
        int32_t row;
    };
    std::vector<Shared> shared;
    size_t most = WEIGHED * desk.form->rarity.size();
    std::vector<Behind> behind;
    fetch(lexicon, ranked);
    for (size_t at = 0; at < ranked.size();) {
        bool elsewhere = ranked[at].elsewhere;
        size_t first = table.size(), spellings = 0, before = at;
        shared.clear(), behind.clear();
        for (; at < ranked.size() && ranked[at].elsewhere == elsewhere; at++) {
            auto& hit = ranked[at];
            double prior = lexicon.log_prior(hit.name);
            Shared own{hit.spelling, lexicon.name_script[hit.name], lexicon.acronyms[hit.pair],
                       lexicon.personal[lexicon.entity_type[hit.entity]], -1};
            bool known = false;
            for (auto& one : shared) {
                if (one.spelling != own.spelling) continue;
                known = true;
                if (one.script == own.script && one.acronym == own.acronym && one.personal == own.personal &&
                    own.script != lexicon.scripts.han) own.row = one.row;
            }
            if (!known && spellings == most) {
                behind.push_back({std::max(hit.letters, (double)hit.product / (254.0 * 254.0)), prior});
                pending.push_back({question, form, hit, prior, -1, -1});
                continue;
            }
            spellings += !known;
            Row row = own.row < 0 ? weigh_hit(lexicon, desk, hit) : table[own.row];
            row[PROMINENCE] = prior;
            if (own.row < 0) own.row = (int32_t)table.size(), shared.push_back(own);
            int32_t group = own.script == lexicon.scripts.han ? -1 : own.row;
            pending.push_back({question, form, hit, prior, (int32_t)table.size(), group});
            table.push_back(row);
        }
        relate(table.data() + first, table.size() - first, behind, ranked.size() - (at - before));
    }
}

// Takes in a candidate of a question, the best match of its entity.
inline void judge(const Pending& one, const std::vector<Row>& table, const std::vector<double>& odds, Places& places,
                  std::vector<Judged>& judged) {
    auto& hit = one.hit;
    bool weighed = one.row >= 0;
    Judged own{hit.name, hit.entity, hit.spelling, one.form, hit.elsewhere, weighed && contradicts(table[one.row]),
               weighed ? odds[one.row] : UNWEIGHED + hit.near, one.prior, one.row, one.group};
    uint32_t place = places.find(hit.entity, (uint32_t)judged.size());
    if (place == judged.size()) judged.push_back(own);
    else if (own.odds > judged[place].odds) judged[place] = own;
}

// Whether a name of a spelling is in a script.
inline bool is_written_in(const Lexicon& lexicon, uint32_t spelling, int script) {
    auto [first, last] = lexicon.name_runs[spelling];
    for (uint32_t p = first; p < last; p++)
        if (lexicon.name_script[lexicon.spelling_names[p]] == script) return true;
    return false;
}

// As `_by_slips`: adds the spellings in the script of the form whose first readings are a slip or two from its.
inline void find_by_slips(const Lexicon& lexicon, Desk& desk, const uint8_t* allowed, std::vector<Found>& found) {
    const Slips& slips = lexicon.slips;
    const Heard& asked = desk.heard[0];
    size_t size = asked.squeezed.size();
    int script = desk.form->script;
    if (script < 0 || !lexicon.alphabets[script] || size + 1 < Slips::FEWEST || size > Slips::MOST + 2) return;
    auto buckets = slips.list_buckets(asked.squeezed);
    for (uint32_t bucket : buckets) __builtin_prefetch(slips.ends + bucket);
    for (uint32_t bucket : buckets) __builtin_prefetch(slips.find(bucket).first);
    std::vector<uint32_t> numbers;
    for (uint32_t bucket : buckets) {
        auto [first, last] = slips.find(bucket);
        numbers.insert(numbers.end(), first, last);
    }
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    numbers.erase(std::remove_if(numbers.begin(), numbers.end(), [&](uint32_t s) { return s >= lexicon.cells.count || !allowed[s]; }), numbers.end());
    for (uint32_t s : numbers) __builtin_prefetch(lexicon.readings.runs.ends + s);
    for (uint32_t s : numbers) __builtin_prefetch(lexicon.readings.text + lexicon.readings.runs.ends[s]);
    std::vector<std::pair<size_t, uint32_t>> ranked;
    char letters[Slips::MOST];
    for (uint32_t s : numbers) {
        size_t length = 0;
        for (char letter : lexicon.readings.at(s)) {
            if (letter == '|') break;
            if (letter != ' ' && length < Slips::MOST) letters[length++] = letter;
        }
        std::string_view reading(letters, length);
        size_t most = Slips::count_allowed(size, length);
        if (length > size + most || size > length + most) continue;
        size_t apart = count_distance<true>(asked.without_spaces, reading);
        if (apart <= most && is_written_in(lexicon, s, script)) ranked.emplace_back(apart, s);
    }
    size_t most = std::min(SLIPPED, ranked.size());
    std::partial_sort(ranked.begin(), ranked.begin() + most, ranked.end());
    for (size_t i = 0; i < most; i++) found.push_back({UNKNOWN, ranked[i].second});
}

// The spellings near a form, each once.
inline std::vector<Found> find_spellings(const Lexicon& lexicon, const Question& question, Desk& desk, const Plan& plan,
                                         std::vector<Scan>& scans) {
    const Form& form = *desk.form;
    std::vector<Found> spellings;
    std::vector<std::vector<Found>> near;
    for (size_t k = 0; k < plan.words.size(); k++) {
        near.emplace_back();
        scans[plan.scans[k]].wanted[plan.wanted[k]].best.each(
            true, [&](const Found& found) { near.back().push_back(found); });
    }
    for (int m = 0; m <= question.placed; m++) {
        const Mask& mask = m ? question.anywhere : question.here;
        scans[plan.whole].wanted[m ? plan.whole_anywhere : plan.whole_here].best.each(
            false, [&](const Found& found) { spellings.push_back(found); });
        find_by_words(lexicon, form, plan, near, mask.spellings, spellings);
    }
    find_by_slips(lexicon, desk, question.here.spellings, spellings);
    for (auto& roman : form.romans) {
        auto [first, last] = lexicon.romans.find(squeeze(roman));
        for (auto at = first; at < last; at++) spellings.push_back({UNKNOWN, lexicon.spellings.check(*at)});
    }
    Places places(spellings.size());
    size_t kept = 0;
    for (auto& one : spellings) {
        uint32_t place = places.find(one.number, (uint32_t)kept);
        if (place == kept) spellings[kept++] = one;
        else if (spellings[place].score == UNKNOWN) spellings[place].score = one.score;
    }
    spellings.resize(kept);
    return spellings;
}

// The candidates of some questions.
inline void answer_some(const Lexicon& lexicon, Question* questions, size_t count, const Points& points,
                        size_t shown, Answer* answers) {
    constexpr size_t TOGETHER = 16;  // questions whose candidates go through the trees at once
    std::vector<Scan> scans;
    std::vector<std::vector<Plan>> plans(count);
    LookedUp looked_up;
    for (size_t q = 0; q < count; q++)
        for (auto& form : questions[q].forms) {
            ask(lexicon, form);
            plans[q].push_back(plan(lexicon, questions[q], form, scans, looked_up));
        }
    run_scans(lexicon.cells, scans);
    Desk desk;
    std::vector<Row> table;
    std::vector<double> odds;
    std::vector<Pending> pending;
    for (size_t first = 0, last; first < count; first = last) {
        last = std::min(count, first + TOGETHER);
        table.clear(), pending.clear();
        for (size_t q = first; q < last; q++)
            for (size_t f = 0; f < questions[q].forms.size(); f++) {
                desk.set(questions[q].forms[f], lexicon.sounds, lexicon.tokens);
                auto near = rank(lexicon, questions[q], desk, find_spellings(lexicon, questions[q], desk, plans[q][f], scans));
                weigh_near(lexicon, desk, (uint32_t)q, (uint32_t)f, near, table, pending);
            }
        lexicon.forest.weigh(table, odds);
        auto next = pending.begin();
        for (size_t q = first; q < last; q++) {
            auto& judged = answers[q].judged;
            judged = questions[q].exact;
            Places places(judged.size() + questions[q].forms.size() * (LISTED + LISTED_ELSEWHERE));
            for (size_t i = 0; i < judged.size(); i++) places.find(judged[i].entity, (uint32_t)i);
            for (; next != pending.end() && next->question == q; next++)
                judge(*next, table, odds, places, judged);
            settle(answers[q], table, points, shown);
        }
    }
}

// The candidates of many questions; the answer to one does not depend on the others.
inline void answer(const Lexicon& lexicon, std::vector<Question>& questions, const Points& points, size_t shown,
                   size_t threads, std::vector<Answer>& answers) {
    constexpr size_t LEAST = 16;  // questions that are worth a thread
    answers.resize(questions.size());
    share_out(questions.size(), threads, LEAST, [&](size_t first, size_t last) {
        answer_some(lexicon, &questions[first], last - first, points, shown, &answers[first]);
    });
}

}  // namespace normalize
