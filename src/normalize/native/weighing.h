// Two sides held against each other: a form and one of the names that it may be.
#pragma once
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "evidence.h"
#include "vectors.h"

namespace normalize {

// Where a word of an exact key lies, and whether it has letters that readings say too little of.
struct Key {
    std::u32string text;
    std::vector<uint8_t> foreign;  // for each letter

    bool is_foreign(size_t first, size_t last) const {
        return std::any_of(foreign.begin() + first, foreign.begin() + last, [](uint8_t f) { return f; });
    }
    std::vector<std::pair<size_t, size_t>> split() const {
        std::vector<std::pair<size_t, size_t>> words;
        for (size_t at = 0; at < text.size();) {
            size_t end = std::min(text.find(U' ', at), text.size());
            if (end > at) words.emplace_back(at, end);
            at = end + 1;
        }
        return words;
    }
};

// One form of a name: what `candidates.Query` holds, its vectors and rarity once `ask` has been at it.
struct Form {
    std::vector<std::string> romans;
    std::u32string text;
    std::string bytes;  // the same in UTF-8
    bool small = false;
    int script = -1;
    Key key;
    std::vector<int8_t> vectors;  // of the whole, then of each word
    std::vector<double> rarity;   // of each word
    std::vector<uint8_t> suits;   // types that it is a name for
};

// Things that are used again and again, and stay where they are.
template <class T> class Pool {
  public:
    T& add() {
        if (used_ == all_.size()) all_.emplace_back();
        return all_[used_++];
    }
    void clear() { used_ = 0; }
    size_t size() const { return used_; }
    T& operator[](size_t i) { return all_[i]; }

  private:
    std::deque<T> all_;
    size_t used_ = 0;
};

// What a form is weighed against, as `evidence.Side`.
struct Alias {
    Pool<Spoken> readings;
    int32_t product = 0;               // of its vector and the form's
    std::vector<const int8_t*> words;  // their vectors
    std::vector<double> rarity;
    int script = -1;
    bool acronym = false;
    const Tokens* tokens = nullptr;  // null for what bears no personal names
};

// A form made ready to be held against many names, the name that it is held against, and room to work in.
struct Desk {
    const Form* form = nullptr;
    Pool<Heard> heard;
    Alias alias;
    const Heard* asked = nullptr;   // the pair of readings that was weighed last
    const Spoken* found = nullptr;
    std::vector<Word> left, right, joined;
    Pool<std::string> texts;  // of joined words
    std::vector<double> letters, cosines;
    Alignment alignment;

    void set(const Form& asked, const Sounds& sounds, const Tokens& tokens) {
        form = &asked;
        heard.clear();
        for (auto& roman : asked.romans) heard.add().set(roman, sounds, tokens);
        // As `Side.reread`: a word is known by all of its readings.
        size_t words = asked.rarity.size();
        for (size_t h = 0; h < heard.size(); h++)
            for (size_t other = 0; other < heard.size(); other++)
                for (size_t i = 0; other != h && i < words; i++)
                    if (heard[h].known.size() == words && heard[other].known.size() == words)
                        heard[h].known[i].push_back(heard[other].known[i][0]);
    }
};

inline Word make_word(std::string_view text, std::string_view sounds, double rarity, int place) {
    return {text, sounds, rarity, place, nullptr, nullptr, nullptr, list_kinds(text), is_numeral(text)};
}

inline void list_words(const Spoken& spoken, const std::vector<double>& rarity, std::vector<Word>& words) {
    bool known = spoken.parts.size() == rarity.size();
    words.clear();
    for (size_t i = 0; i < spoken.parts.size(); i++) {
        auto& part = spoken.parts[i];
        words.push_back(make_word(spoken.word(part), spoken.sound(part), known ? rarity[i] : 1.0, known ? (int)i : -1));
    }
}

inline void list_words(const Heard& heard, const std::vector<double>& rarity, std::vector<Word>& words) {
    list_words((const Spoken&)heard, rarity, words);
    for (size_t i = 0; i < words.size(); i++)
        words[i].letters = &heard.letters[i], words[i].heard = &heard.heard[i], words[i].known = &heard.known[i];
}

// Whether the likeness of words of these lengths can reach what joins them.
inline bool may_join(size_t one, size_t other) {
    return (double)(2 * std::min(one, other)) >= (JOINED - 0.01) * (double)(one + other);
}

// As `join`, from the word numbered `from` on.
inline void join(std::vector<Word>& words, const std::vector<Word>& others, const Sounds& sounds, Pool<std::string>& texts,
                 size_t from = 0) {
    for (size_t size : {size_t(3), size_t(2)})
        for (size_t at = from; at + size <= words.size(); at++) {
            size_t longest = 0, shortest = SIZE_MAX, total = 0;
            double rarity = words[at].rarity;
            for (size_t i = at; i < at + size; i++) {
                size_t length = words[i].text.size();
                longest = std::max(longest, length), shortest = std::min(shortest, length), total += length;
                rarity = std::max(rarity, words[i].rarity);
            }
            auto is_near = [&](const Word& other) { return other.text.size() > longest && may_join(total, other.text.size()); };
            if (shortest < 2 || std::none_of(others.begin(), others.end(), is_near)) continue;
            std::string& whole = texts.add();
            whole.clear();
            for (size_t i = at; i < at + size; i++) whole += words[i].text;
            Pattern pattern(whole);
            bool joined = std::any_of(others.begin(), others.end(), [&](auto& other) {
                double likeness = is_near(other) ? indel(pattern, other.text) : 0.0;
                return likeness >= JOINED && std::all_of(words.begin() + at, words.begin() + at + size, [&](auto& word) {
                    return indel(Pattern(word.text), other.text) < likeness;
                });
            });
            if (!joined) continue;
            std::string& key = texts.add();
            key.clear();
            sounds.write(whole, key);
            words[at] = make_word(whole, key, rarity, -1);
            words.erase(words.begin() + at + 1, words.begin() + at + size);
            return join(words, others, sounds, texts, at + 1);
        }
}

// The numbers of scripts: of those that write a syllable with a character, and that leave no space between words.
struct Scripts {
    int han = -1, hangul = -1;
    std::vector<int> unspaced;
    bool is_syllabic(int script) const { return script == han || script == hangul; }
    bool is_unspaced(int script) const { return std::find(unspaced.begin(), unspaced.end(), script) != unspaced.end(); }
};

// As `_align` does where a script leaves no spaces: makes each side one word where these are likelier than any two words,
// and neither side has a number or an initial.
inline void take_whole(Desk& desk, const Heard& asked, const Spoken& found, const Sounds& sounds, double cosine) {
    auto make_whole = [&](const Spoken& spoken, const std::vector<Word>& words) {
        std::string& key = desk.texts.add();
        key.clear();
        sounds.write(spoken.squeezed, key);
        double rarity = words[0].rarity;
        for (auto& word : words) rarity = std::max(rarity, word.rarity);
        return make_word(spoken.squeezed, key, rarity, -1);
    };
    auto is_told = [](const Word& word) { return word.text.size() == 1 || !list_numbers(word.text).empty(); };
    if (std::any_of(desk.left.begin(), desk.left.end(), is_told)) return;
    if (std::any_of(desk.right.begin(), desk.right.end(), is_told)) return;
    Word one = make_whole(asked, desk.left), other = make_whole(found, desk.right);
    if (desk.left.size() == 1) one.known = desk.left[0].known;
    double letters = 1.0;
    if (one.text != other.text) {
        double special = liken_special(one, other);
        letters = special >= 0 ? special : liken(one, other);
    }
    double best = std::max(letters, cosine);
    for (double likeness : desk.letters) if (likeness > best) return;
    for (double likeness : desk.cosines) if (likeness > best) return;
    if (best < AGREES) return;
    desk.left.assign(1, one), desk.right.assign(1, other);
    desk.letters.assign(1, letters), desk.cosines.assign(1, cosine);
}

// As `weigh` for one alias: the evidence of the pair. `text` gives the alias where both are in Han characters.
template <class Text> Row weigh_pair(Desk& desk, const Sounds& sounds, int size, const Scripts& scripts, Text text) {
    Row row{};
    Likeness best{-1, 0, 0};
    const Form& form = *desk.form;
    Alias& alias = desk.alias;
    const Heard* asked = nullptr;
    const Spoken* found = nullptr;
    bool same = false;
    for (size_t h = 0; h < desk.heard.size(); h++)
        for (size_t s = 0; s < alias.readings.size(); s++) {
            const Heard& heard = desk.heard[h];
            const Spoken& spoken = alias.readings[s];
            Likeness likeness = liken_readings(heard, spoken);
            if (likeness.near > best.near) best = likeness, asked = &heard, found = &spoken;
            same = same || heard.squeezed == spoken.squeezed;
        }
    desk.asked = asked, desk.found = found;
    auto &left = desk.left, &right = desk.right;
    list_words(*asked, form.rarity, left);
    list_words(*found, alias.rarity, right);
    row[QUERY_WORDS] = (double)left.size(), row[ALIAS_WORDS] = (double)right.size();
    if (left.size() != right.size()) {
        desk.texts.clear();
        desk.joined = left;
        join(desk.joined, right, sounds, desk.texts);
        join(right, left, sounds, desk.texts);
        left.swap(desk.joined);
    }
    auto scale = [](int32_t product) { return (double)((float)product / LENGTH_SQUARED); };
    desk.letters.resize(left.size() * right.size()), desk.cosines.resize(desk.letters.size());
    for (size_t i = 0, at = 0; i < left.size(); i++)
        for (size_t j = 0; j < right.size(); j++, at++) {
            const Word &one = left[i], &other = right[j];
            bool equal = one.text == other.text;
            double special = equal && one.text.size() > 1 && !one.numeral ? -1 : liken_special(one, other);
            double near = equal ? 1.0 : special >= 0 ? special : liken(one, other);
            desk.letters[at] = near;
            if (one.place >= 0 && other.place >= 0 && special < 0)
                near = scale(dot(alias.words[other.place], form.vectors.data() + (1 + one.place) * size, size));
            desk.cosines[at] = near;
        }
    bool unspaced = (left.size() == 1 && scripts.is_unspaced(form.script)) ||
                    (right.size() == 1 && scripts.is_unspaced(alias.script));
    if (unspaced && left.size() != right.size()) take_whole(desk, *asked, *found, sounds, scale(alias.product));
    row[COSINE] = scale(alias.product);
    row[LETTERS] = best.letters;
    row[BONES] = best.bones;
    row[START] = jaro_winkler(asked->whole, found->roman);
    row[READS_SAME] = same;
    row[FIRST_READS_SAME] = desk.heard[0].squeezed == alias.readings[0].squeezed;
    bool same_script = form.script == alias.script;
    weigh_words(align(left, right, desk.letters, desk.cosines, desk.alignment), alias.tokens, same_script, row);
    row[ACRONYM] = alias.acronym;
    row[LENGTH_] = (double)std::min({asked->squeezed.size(), found->squeezed.size(), size_t(20)});
    row[SAME_SCRIPT] = same_script ? 1 : -(double)scripts.is_syllabic(form.script);
    size_t slips = MOST_SLIPS;
    if (same_script) slips = std::min(slips, count_distance<true>(desk.heard[0].without_spaces, alias.readings[0].squeezed));
    row[SLIPS] = (double)slips;
    if (same_script && alias.script == scripts.han) {
        row[CLASH] = std::max(row[CLASH], 1 - indel(form.text, text()));
        if (row[CLASH] != 0) row[READS_SAME] = row[FIRST_READS_SAME] = 0.0;
    }
    return row;
}

}  // namespace normalize
