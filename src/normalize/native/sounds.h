// Sound keys of plain readings, as `sounds.py` makes them.
#pragma once
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

    // The key; `spaced` keeps its words apart.
    std::string key(std::string_view roman, bool spaced) const {
        std::string out;
        out.reserve(roman.size() + 4);
        char last = 0;
        auto write = [&](char c) {
            if (c == last && is_capital(c)) return;
            last = c;
            if (spaced || c != ' ') out += c;
        };
        for (size_t at = 0; at < roman.size();) {
            unsigned char c = roman[at];
            bool found = false;
            for (auto& [spelling, sound] : several[c])
                if (roman.compare(at, spelling.size(), spelling) == 0) {
                    // What a digraph stands for is translated once more, as str.translate does after re.sub.
                    for (unsigned char s : sound)
                        for (char written : single[s]) write(written);
                    at += spelling.size();
                    found = true;
                    break;
                }
            if (!found) {
                for (char written : single[c]) write(written);
                at++;
            }
        }
        return out;
    }
};

inline std::string skeleton(std::string_view key) {
    std::string out;
    for (char c : key)
        if (c != ' ' && c != 'A' && c != 'I' && !(is_capital(c) && !out.empty() && out.back() == c)) out += c;
    return out;
}

}  // namespace normalize
