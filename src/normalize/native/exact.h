// Names that are the string itself: who bears them, and the decision between several.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "near.h"

namespace normalize {

inline bool is_alike(std::string_view one, std::string_view other) {
    auto lower = [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c < 128 ? c : -1; };
    return one.size() == other.size() && std::equal(one.begin(), one.end(), other.begin(), [&](char a, char b) {
        return lower(a) == lower(b) && lower(a) >= 0;
    });
}

// The one entity that has names with the key of a cleaned string, where one of them is the string itself, but for the
// case of plain letters; else -1: then more has to be asked.
inline int64_t find_bearer(const Lexicon& lexicon, std::string_view text, std::string_view key) {
    auto [first, last] = lexicon.keys.find(key);
    int64_t bearer = -1;
    bool sure = false;
    for (auto name = first; name < last; name++) {
        uint32_t entity = lexicon.name_entity[lexicon.known_names.check(*name)];
        if (bearer >= 0 && bearer != entity) return -1;
        bearer = entity;
        std::string_view alias = lexicon.names.at(*name);
        if (lexicon.name_word[*name]) return -1;  // it may be another word
        // A code is written as it is, and what is very short may be a word.
        sure = sure || alias == text || (text.size() > SHORT && lexicon.name_kind[*name] != lexicon.code && is_alike(alias, text));
    }
    return sure ? bearer : -1;
}

// What a key makes of characters from U+0080 on, as `text.list_letters` says: letters that cleaning leaves as they are, an
// apostrophe for what is left out, a space for what parts words, 0 for what is not known by itself. What each is tells
// `traits`: a bit for each of the five, and the combining class.
struct Letters {
    static constexpr char32_t FIRST = 0x80;
    // OTHER may not stand beside Latin letters: some could be look-alikes. HEAD and TAIL may be composed to one letter.
    enum Trait : uint16_t { OTHER = 1, SMALL = 2, CAPITAL = 4, HEAD = 8, TAIL = 16 };
    const uint16_t* folded = nullptr;
    const uint16_t* traits = nullptr;
    size_t count = 0;

    // Writes the key of a string that cleaning repairs nothing of; false for any other, for what is long, and for what is
    // so short that it may be a word.
    bool fold(std::string_view text, std::string& key) const {
        key.clear();
        size_t length = 0, letters = 0;
        bool latin = false, other = false, apart = false;
        int seen = 0, base = 0, before = 0;  // traits so far, those of the last letter, the class of a mark on it
        for (size_t at = 0; at < text.size(); length++) {
            unsigned char c = text[at];
            char32_t letter = c, own;
            size_t bytes = c < 0x80 ? 1 : c < 0xE0 ? 2 : 3;
            if (c >= 0xF0 || bytes > text.size() - at) return false;
            if (c >= 0xE0) letter = (c & 0x0F) << 12 | (text[at + 1] & 0x3F) << 6 | (text[at + 2] & 0x3F);
            else if (c >= 0x80) letter = (c & 0x1F) << 6 | (text[at + 1] & 0x3F);
            at += bytes;
            if (letter < FIRST) {
                bool small = c >= 'a' && c <= 'z', capital = c >= 'A' && c <= 'Z';
                own = capital ? c + 32 : c;
                latin = latin || small || capital, seen |= small ? SMALL : capital ? CAPITAL : 0, base = before = 0;
                if (!small && !capital && !(c >= '0' && c <= '9') && c != '\'') {
                    bool is_double = c == ' ' && (at == text.size() || text[at] == ' ');
                    if (length == 0 || is_double || c < ' ' || c > '~' || c == '`') return false;
                    own = U' ';
                }
            } else {
                if (letter - FIRST >= count || !folded[letter - FIRST]) return false;
                own = folded[letter - FIRST];
                int own_traits = traits[letter - FIRST], mark = own_traits >> 8;
                if ((own_traits & TAIL && base & HEAD) || (mark && mark < before)) return false;
                if (!mark) base = own_traits;
                before = mark, seen |= own_traits;
                if (own != U' ' && own != U'\'') (own_traits & OTHER ? other : latin) = true;
            }
            apart = apart || own == U' ';
            if (own == U' ' || own == U'\'') continue;
            if (apart && !key.empty()) key += ' ';
            apart = false;
            letters++;
            if (own < 0x80) key += (char)own;
            else if (own < 0x800) key += (char)(0xC0 | own >> 6), key += (char)(0x80 | (own & 0x3F));
            else key += (char)(0xE0 | own >> 12), key += (char)(0x80 | (own >> 6 & 0x3F)), key += (char)(0x80 | (own & 0x3F));
        }
        bool may_be_word = letters <= SHORT && seen & SMALL && !(seen & CAPITAL);
        return letters && !may_be_word && length <= LONG && !(latin && other);
    }

  private:
    static constexpr size_t LONG = 80;
};

// Whoever a name to the letter is decided to mean, as `decide` does: the likeliest bearer with its likeliest name that is
// the string, and the next. Where `entity` is -1 more has to be asked.
struct Borne {
    int64_t entity = -1, name = -1, next = -1;
    int64_t status = UNASKED;  // of `Decided`
    double probability = 0, second = 0;  // that of the next

    static constexpr int64_t UNASKED = -1, UNREAD = -2;  // UNREAD: of letters that are not known
};

// What the names of a lexicon are held against: a string with its key, and the letters by which keys are made.
class Exact {
  public:
    // `odds` are the log-odds of a name that is the string, `echo` those of one that reads so in another script.
    Exact(const Lexicon& lexicon, const Letters& letters, double odds, double echo, const Points& points)
        : lexicon_(lexicon), letters_(letters), odds_(odds), echo_(echo), points_(points) {}

    // `raw` is the string before it was cleaned, `key` its key.
    Borne decide(std::string_view raw, std::string_view text, std::string_view key) {
        Borne borne;
        auto [first, last] = lexicon_.keys.find(key);
        if (key.empty() || first == last) return borne;
        // The names of an entity stand together. Those of another key are echoes in other scripts, or careful spellings,
        // which do not count beside the name itself.
        uint64_t own = 0;  // the scripts of this, a bit each
        bool is_plain = std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
        passed_.clear();
        for (auto name = first; name < last; name++) {
            std::string_view alias = lexicon_.names.at(lexicon_.known_names.check(*name));
            passed_.push_back(0);
            bool is_same = alias == text || alias == raw;
            if (lexicon_.name_kind[*name] == lexicon_.code && !is_same) {  // a code is written as it is
                if (!is_plain) return borne;  // cleaning may make it the same
                passed_.back() = NONE;
                continue;
            }
            bool is_sure = is_same || is_alike(alias, text);
            if (!is_sure && !letters_.fold(alias, folded_)) return borne;
            if (lexicon_.name_word[*name]) return borne;  // it may be another word
            uint64_t script = uint64_t(1) << lexicon_.name_script[*name];
            if (is_sure || folded_ == key) own |= script;
            else passed_.back() = script;
        }
        if (!own) return borne;
        bearers_.clear();
        for (auto name = first; name < last; name++) {
            bool is_echo = passed_[name - first] != 0;
            if (passed_[name - first] & (own | NONE)) continue;
            Bearer bearer{lexicon_.name_entity[*name], *name, lexicon_.log_prior(*name), 0, is_echo};
            if (bearers_.empty() || bearers_.back().entity != bearer.entity) {
                bearers_.push_back(bearer);
                continue;
            }
            Bearer& other = bearers_.back();
            if (other.is_echo != is_echo ? other.is_echo : bearer.prior > other.prior) other = bearer;
        }
        double best = -INFINITY, total = 1.0, together = 0.0;
        for (auto& one : bearers_) best = one.is_echo ? best : std::max(best, one.prior);
        for (auto& one : bearers_) {
            if (one.is_echo) one.prior = std::min(one.prior, best);  // no likelier than the name itself
            total += one.odds = std::exp((one.is_echo ? echo_ : odds_) + std::min(one.prior - best, 0.0));
        }
        std::sort(bearers_.begin(), bearers_.end(), [](auto& a, auto& b) {
            return a.odds != b.odds       ? a.odds > b.odds
                 : a.is_echo != b.is_echo ? b.is_echo
                 : a.prior != b.prior     ? a.prior > b.prior
                                          : a.entity < b.entity;
        });
        for (auto& one : bearers_) together += one.odds / total;
        borne.entity = bearers_[0].entity, borne.name = bearers_[0].name;
        borne.probability = bearers_[0].odds / total;
        if (bearers_.size() > 1) borne.next = bearers_[1].entity, borne.second = bearers_[1].odds / total;
        bool several = bearers_.size() > 1;
        double needed = several ? std::max(points_.answer, points_.namesake * together) : points_.answer;
        borne.status = borne.probability >= needed ? 2 : several && together >= points_.answer ? 1 : 0;
        return borne;
    }

    // The same for a string that cleaning leaves as it is.
    Borne decide(std::string_view text) {
        Borne unread;
        unread.status = Borne::UNREAD;
        return letters_.fold(text, key_) ? decide(text, text, key_) : unread;
    }

  private:
    const Lexicon& lexicon_;
    const Letters& letters_;
    const double odds_, echo_;
    const Points points_;
    struct Bearer {
        int64_t entity, name;
        double prior, odds;
        bool is_echo;
    };
    static constexpr uint64_t NONE = uint64_t(1) << 63;  // stands for what is no name of a string
    std::vector<uint64_t> passed_;  // of each name the script where it is of another key, 0 for the name itself
    std::vector<Bearer> bearers_;
    std::string folded_, key_;
};

// Decides on the strings of a flat array, each as cleaning leaves it.
inline void decide_all(const Lexicon& lexicon, const Letters& letters, double odds, double echo, const Points& points,
                       const char* text, const int64_t* ends, size_t count, size_t threads, Borne* out) {
    constexpr size_t LEAST = 512;  // strings that are worth a thread
    share_out(count, threads, LEAST, [&](size_t first, size_t last) {
        Exact exact(lexicon, letters, odds, echo, points);
        for (size_t i = first; i < last; i++)
            out[i] = exact.decide(std::string_view(text + ends[i], ends[i + 1] - ends[i]));
    });
}

}  // namespace normalize
