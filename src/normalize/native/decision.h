// The candidates of a question and the decision between them, as `decision.py`.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "evidence.h"

namespace normalize {

// What the decision between the candidates of one question is, as `decision.Decision`.
struct Decided {
    int status = 0;  // 0 unresolved, 1 ambiguous, 2 resolved
    std::vector<uint32_t> order;
    std::vector<double> probabilities;
};

// The probabilities from which an answer is given: at all, and where namesakes share it.
struct Points {
    double answer, namesake;
};

struct Judged {
    uint32_t name, entity, spelling;
    uint32_t form;
    bool elsewhere, contradicted;
    double odds, prior;
    int32_t row;  // of its evidence, or -1 for what was not weighed
    int32_t group;  // the same for those with the same spelling and evidence, or -1
    int32_t exact = -1;  // its place among the bearers to the letter that were told, or -1

    bool is_certain() const { return exact >= 0; }
};

// The candidates of one question, those decided on with their evidence, best first.
struct Answer {
    std::vector<Judged> judged;
    std::vector<Row> rows;
    Decided decided;
};

// The candidates of each group, one after the other: those that share their odds.
inline std::vector<std::vector<size_t>> list_groups(const std::vector<Judged>& judged, const std::vector<double>& values) {
    std::vector<std::vector<size_t>> groups;
    std::vector<uint8_t> done(judged.size());
    for (size_t i = 0; i < judged.size(); i++) {
        if (done[i] || judged[i].group < 0 || values[i] == 0) continue;
        std::vector<size_t> group{i};
        for (size_t k = i + 1; k < judged.size(); k++)
            if (judged[k].group == judged[i].group && values[k] != 0) group.push_back(k), done[k] = 1;
        if (group.size() > 1) groups.push_back(std::move(group));
    }
    return groups;
}

// As `_share_namesakes`: those of a group divide their odds as their priors are.
inline void share_namesakes(const std::vector<Judged>& judged, const std::vector<std::vector<size_t>>& groups,
                            std::vector<double>& values) {
    for (auto& group : groups) {
        double best = -INFINITY, all = 0.0, weights = 0.0;
        for (size_t k : group) best = std::max(best, judged[k].prior), all += values[k];
        for (size_t k : group) weights += std::exp(judged[k].prior - best);
        double each = all / weights;
        for (size_t k : group) values[k] = each * std::exp(judged[k].prior - best);
    }
}

// As `decide`.
inline Decided decide(const std::vector<Judged>& judged, const Points& points) {
    constexpr double ELSEWHERE = 0.001, MOST = 30.0, KNOWN_ELSEWHERE = 10.0, RIVAL = 0.01;
    Decided decided;
    std::vector<double> odds;
    double least = INFINITY, best = -INFINITY;
    size_t certain = 0, away = 0;
    for (auto& one : judged) {
        if (!one.is_certain()) continue;
        if (one.elsewhere) away++;
        else best = std::max(best, one.prior), certain++;
    }
    if (!certain) best = 0.0;
    double total = 1.0 + (away ? KNOWN_ELSEWHERE : 0.0);
    for (auto& one : judged)
        odds.push_back(std::exp(std::min(one.odds, MOST) + (one.is_certain() ? std::min(one.prior - best, 0.0) : 0.0)));
    auto groups = list_groups(judged, odds);
    share_namesakes(judged, groups, odds);
    for (size_t i = 0; i < judged.size(); i++) {
        if (judged[i].elsewhere) odds[i] = odds[i] * ELSEWHERE / (judged[i].is_certain() ? (double)away : 1.0);
        else least = std::min(least, odds[i]);
    }
    for (size_t i = 0; i < judged.size(); i++) {
        if (judged[i].elsewhere) odds[i] = std::min(odds[i], least);
        total += odds[i];
        decided.order.push_back((uint32_t)i);
    }
    std::sort(decided.order.begin(), decided.order.end(), [&](uint32_t i, uint32_t j) {
        auto &a = judged[i], &b = judged[j];
        return a.elsewhere != b.elsewhere ? b.elsewhere
             : odds[i] != odds[j]         ? odds[i] > odds[j]
             : a.odds != b.odds           ? a.odds > b.odds
             : a.prior != b.prior         ? a.prior > b.prior
                                          : a.entity < b.entity;
    });
    double together = 0.0, needed = points.answer;
    size_t here = 0;
    bool namesakes = certain > 1;
    std::vector<double> left;
    for (uint32_t i : decided.order) {
        decided.probabilities.push_back(odds[i] / total);
        if (!judged[i].elsewhere) together += decided.probabilities.back(), here++;
        if (!judged[i].elsewhere && !judged[i].contradicted) left.push_back(decided.probabilities.back());
    }
    double open = 0.0;
    for (double share : left) open += share;
    if (certain > 1) needed = std::max(points.answer, points.namesake * together);
    for (auto& group : groups)
        if (std::find(group.begin(), group.end(), decided.order[0]) != group.end())
            needed = points.namesake, namesakes = true;
    if (here && decided.probabilities[0] >= needed) decided.status = judged[decided.order[0]].contradicted ? 0 : 2;
    else if (left.size() > 1 && open >= points.answer && (namesakes || left[1] >= RIVAL)) decided.status = 1;
    return decided;
}

// Puts the candidates in the order of the decision, the first with their evidence.
inline void settle(Answer& answer, const std::vector<Row>& table, const Points& points, size_t shown) {
    answer.decided = decide(answer.judged, points);
    std::vector<Judged> judged;
    for (uint32_t i : answer.decided.order) {
        Judged one = answer.judged[i];
        bool kept = judged.size() < shown && one.row >= 0;
        if (kept) answer.rows.push_back(table[one.row]);
        one.row = kept ? (int32_t)answer.rows.size() - 1 : -1;
        judged.push_back(one);
    }
    answer.judged = std::move(judged);
}

}  // namespace normalize
