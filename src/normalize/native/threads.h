// Work of parts that do not depend on each other, on several threads.
#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace normalize {

// Does `work(first, last)` for parts of 0 to `count`, each of `least` or more where there are so many, on at most so many
// threads. What one part throws is thrown once all have ended.
template <class Work> void share_out(size_t count, size_t threads, size_t least, Work work) {
    constexpr size_t TURNS = 2;  // parts for each thread, so that none waits long for a slower one
    if (!count) return;
    size_t part = std::max(least, count / (std::max<size_t>(threads, 1) * TURNS) + 1);
    size_t parts = (count + part - 1) / part;
    if (threads < 2 || parts < 2) return work(0, count);
    std::atomic<size_t> next{0};
    std::exception_ptr failure;
    std::mutex guard;
    auto run = [&] {
        for (size_t turn; (turn = next++) < parts;) {
            try {
                work(turn * part, std::min(count, (turn + 1) * part));
            } catch (...) {
                std::lock_guard<std::mutex> hold(guard);
                failure = std::current_exception();
            }
        }
    };
    std::vector<std::thread> others;
    others.reserve(std::min(threads, parts));
    try {
        while (others.size() + 1 < std::min(threads, parts)) others.emplace_back(run);
    } catch (const std::system_error&) {  // there are no more threads to be had; those that there are do it all
    }
    run();
    for (auto& one : others) one.join();
    if (failure) std::rethrow_exception(failure);
}

}  // namespace normalize
