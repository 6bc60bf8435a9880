// Sound keys of plain readings, as `sounds.py` makes them.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace normalize {

inline bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

struct Sounds {
    std::string single[256];                                             // the class of one letter
    std::vector<std::pair<std::string, std::string>> several[256];       // of more, by the first, the longest first

    Sounds() {
        for (int c = 0; c < 256; c++) single[c] = std::string(1, (char)c);
    }
    void add(const std::string& spelling, const std::string& sound) {
        if (spelling.size() == 1) single[(unsigned char)spelling[0]] = sound;
        else several[(unsigned char)spelling[0]].emplace_back(spelling, sound);
    }

    // Appends the key of a word.
    void write(std::string_view word, std::string& out) const {
        char last = 0;
        auto add = [&](char c) {
            if (c == last && is_capital(c)) return;
            last = c;
            out += c;
        };
        for (size_t at = 0; at < word.size();) {
            unsigned char c = word[at];
            const std::pair<std::string, std::string>* found = nullptr;
            for (auto& one : several[c])
                if (starts(word.substr(at), one.first)) {
                    found = &one;
                    break;
                }
            if (found) {
                // What a digraph stands for is translated once more, as str.translate does after re.sub.
                for (unsigned char sound : found->second)
                    for (char written : single[sound]) add(written);
                at += found->first.size();
            } else {
                for (char written : single[c]) add(written);
                at++;
            }
        }
    }

    // The key of words; `spaced` keeps them apart.
    std::string key(std::string_view roman, bool spaced) const {
        std::string out;
        for (size_t at = 0; at < roman.size(); at++) {
            size_t end = std::min(roman.find(' ', at), roman.size());
            write(roman.substr(at, end - at), out);
            if (spaced && end < roman.size()) out += ' ';
            at = end;
        }
        return out;
    }

  private:
    static bool starts(std::string_view text, const std::string& with) {
        if (text.size() < with.size()) return false;
        for (size_t i = 1; i < with.size(); i++)  // the first is the same
            if (text[i] != with[i]) return false;
        return true;
    }
};

// Writes a key without its vowels and spaces.
inline void write_skeleton(std::string_view key, std::string& out) {
    for (char c : key)
        if (c != ' ' && c != 'A' && c != 'I' && !(is_capital(c) && !out.empty() && out.back() == c)) out += c;
}

inline std::string skeleton(std::string_view key) {
    std::string out;
    write_skeleton(key, out);
    return out;
}

}  // namespace normalize
