# distutils: language = c++
# cython: language_level=3, boundscheck=False, wraparound=False
"""The compiled kernels over the arrays of one lexicon; what each does is said where its reference is."""

from libc.stdint cimport int8_t, int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from cpython.unicode cimport Py_UNICODE_ISALPHA, PyUnicode_AsUTF8AndSize
from libcpp cimport bool as cbool
from libcpp.utility cimport pair
from libcpp.string cimport string
from libcpp.string_view cimport string_view
from libcpp.vector cimport vector

import numpy as np

ctypedef const uint32_t* const_numbers


cdef extern from "exact.h" namespace "normalize" nogil:
    cdef int FEATURES
    cdef cppclass u32string "std::u32string":
        void push_back(Py_UCS4)
        size_t size()
    cdef cppclass Sounds:
        void add(const string&, const string&)
        string key(const string&, cbool)
    cdef cppclass Bounded[Number]:
        Bounded()
        Bounded(const Number*, uint64_t)
        uint64_t limit
    cdef cppclass Runs:
        Runs()
        Runs(const uint32_t*, uint64_t)
    cdef cppclass Texts:
        const char* text
        Runs runs
    cdef cppclass Hashed:
        const uint64_t* hashes
        const uint32_t* numbers
        int64_t count
        pair[const_numbers, const_numbers] find(const string&)
    cdef cppclass Tokens:
        const uint64_t* hashes
        const uint32_t* groups
        int64_t count
    cdef cppclass Cells:
        const int8_t* vectors
        const int8_t* centres
        const uint32_t* ends
        int64_t count
        int64_t cells
        int size
    cdef cppclass Forest:
        double scale[2]
        double shift[2]
        double number
        void grow(
            int64_t, int64_t, const int64_t*, const double*, const int64_t*, const int64_t*, const double*
        ) except +
    cdef cppclass Encoder:
        void open(const uint64_t*, const int8_t*, int64_t, int)
        void encode(const u32string&, cbool, const vector[string_view]&, int8_t*)
    cdef cppclass Key:
        u32string text
        vector[uint8_t] foreign
        cbool is_foreign(size_t, size_t)
    cdef cppclass Slips:
        const uint32_t *ends
        const uint32_t *numbers
        size_t count
        int bits
    cdef cppclass Scripts:
        int han, hangul
        vector[int] unspaced
    cdef cppclass Lexicon:
        Cells cells
        Slips slips
        Texts readings, names
        Hashed romans, keys
        Tokens tokens
        Bounded[uint32_t] spellings, known_names, spelling_names, words, holders, name_entity
        Runs name_runs, word_runs, holder_runs, entity_names
        const uint8_t* acronyms
        const float* rarity
        Bounded[uint8_t] name_kind, name_script
        const uint8_t* name_small
        const uint8_t* name_word
        Bounded[uint16_t] entity_type
        const float* entity_weight
        vector[double] prior
        vector[uint8_t] personal, alphabets
        int64_t types
        int code
        Scripts scripts
        Forest forest
        Sounds sounds
        Encoder encoder
    cdef cppclass Mask:
        const uint8_t* entities
        const uint8_t* entities_here
        const uint8_t* spellings
        const int64_t* few
        int64_t few_count
    cdef cppclass Form:
        vector[string] romans
        u32string text
        string bytes
        cbool small
        int script
        Key key
        vector[int8_t] vectors
        vector[double] rarity
        vector[uint8_t] suits
    cdef cppclass Question:
        vector[Form] forms
        Mask here, anywhere
        cbool placed
        vector[uint32_t] known
        vector[Judged] exact
    cdef cppclass Row:
        double& operator[](size_t)
    cdef cppclass Judged:
        uint32_t name, entity, spelling, form
        cbool elsewhere, contradicted
        double odds, prior
        int32_t row, group, exact
    cdef cppclass Decided:
        int status
        vector[uint32_t] order
        vector[double] probabilities
    cdef cppclass Answer:
        vector[Judged] judged
        vector[Row] rows
        Decided decided
    cdef cppclass Laid:
        string query, alias
        vector[pair[string, string]] words
    cdef cppclass Letters:
        const uint16_t* folded
        const uint16_t* traits
        size_t count
        cbool fold(string_view, string&)
    cdef cppclass Borne:
        pass
    cdef cppclass Points:
        double answer, namesake
    cdef cppclass Exact:
        Exact(const Lexicon&, const Letters&, double, double, const Points&)
        Borne decide(string_view, string_view, string_view) except +
    void decide_all(
        const Lexicon&, const Letters&, double, double, const Points&, const char*, const int64_t*, size_t, size_t, Borne*
    ) except +
    int64_t find_bearer(const Lexicon&, string_view, string_view) except +
    void ask(const Lexicon&, Form&) except +
    void compare_all "normalize::compare"(
        const Lexicon&, vector[vector[Form]]&, const vector[pair[uint32_t, uint32_t]]&, cbool, size_t,
        vector[double]&
    ) except +
    void lay(const Lexicon&, const Form&, uint32_t, uint32_t, Laid&) except +
    void answer(const Lexicon&, vector[Question]&, const Points&, size_t, size_t, vector[Answer]&) except +


cdef extern from "exact.h" namespace "normalize" nogil:
    uint64_t hash_of "normalize::digest"(const string&)
    cdef cppclass Pattern:
        Pattern(const string&)
    double indel_of "normalize::indel"(const Pattern&, const string&)
    double levenshtein_of "normalize::levenshtein"(const Pattern&, const string&)
    double jaro_winkler_of "normalize::jaro_winkler"(const Pattern&, const string&)
    string skeleton_of "normalize::skeleton"(const string&)
    vector[string] numbers_of "normalize::list_numbers"(const string&)
    void dots_plain(const int8_t*, int64_t, int, const int8_t*, int32_t*)
    void find_likest(const int8_t*, int64_t, int, const int8_t*, int64_t, int64_t*)
    void (*dots_chosen "normalize::dots")(const int8_t*, int64_t, int, const int8_t*, int32_t*)


# What a name to the letter is decided to mean: see `Borne`.
BORNE = np.dtype(
    [(part, np.int64) for part in ("entity", "name", "next", "status")] + [("probability", np.float64), ("second", np.float64)]
)


# The parts one by one, as the tests hold them against their references.


def digest(str text):
    """Return what `store.digest` does."""
    return hash_of(text.encode("utf-8", "surrogatepass"))


def indel(str one, str other):
    """Return what rapidfuzz's `Indel.normalized_similarity` does for ASCII."""
    return indel_of(Pattern(<string>one.encode("ascii")), other.encode("ascii"))


def levenshtein(str one, str other):
    """Return what rapidfuzz's `Levenshtein.normalized_similarity` does for ASCII."""
    return levenshtein_of(Pattern(<string>one.encode("ascii")), other.encode("ascii"))


def jaro_winkler(str one, str other):
    """Return what rapidfuzz's `JaroWinkler.normalized_similarity` does for ASCII."""
    return jaro_winkler_of(Pattern(<string>one.encode("ascii")), other.encode("ascii"))


def encode(Kernel kernel, str exact, tuple romans):
    """Return what `Encoder.encode` does for a spelling, and then for each of its words."""
    cdef Form form
    for roman in romans:
        form.romans.push_back(roman.encode("ascii"))
    form.key = read_key(exact)
    ask(kernel.lexicon, form)
    return np.array(form.vectors, dtype=np.int8).reshape(form.rarity.size() + 1, -1)


def fold(str text, letters):
    """Return the key of a string that `clean` leaves as it is, by `text.list_letters`; None for any other."""
    cdef Letters known
    cdef string key
    read_letters(letters, &known)
    return key.decode("utf-8") if known.fold(text.encode(), key) else None


def skeleton(str sounds):
    """Return what `sounds.skeleton` does."""
    return skeleton_of(sounds.encode("ascii")).decode("ascii")


def list_numbers(str word):
    """Return what `evidence.list_numbers` does, as figures."""
    return [number.decode("ascii") for number in numbers_of(word.encode("ascii"))]


def multiply(const int8_t[:, ::1] rows, const int8_t[::1] query, bint plain=False):
    """Return the dot product of each row and a query, by the code chosen for this processor or by the plain one."""
    products = np.empty(rows.shape[0], dtype=np.int32)
    cdef int32_t[::1] out = products
    if rows.shape[0]:
        (dots_plain if plain else dots_chosen)(&rows[0, 0], rows.shape[0], rows.shape[1], &query[0], &out[0])
    return products


def assign(const int8_t[:, ::1] vectors, const int8_t[:, ::1] centres):
    """Return the number of the nearest centre of each vector, as `vectors._assign` does; there is a centre."""
    numbers = np.empty(vectors.shape[0], dtype=np.int64)
    cdef int64_t[::1] out = numbers
    if vectors.shape[0]:
        with nogil:
            find_likest(&centres[0, 0], centres.shape[0], centres.shape[1], &vectors[0, 0], vectors.shape[0], &out[0])
    return numbers


def digests(texts):
    """Return `store.digest` of each of some strings."""
    numbers = np.empty(len(texts), dtype=np.uint64)
    cdef uint64_t[::1] out = numbers
    cdef Py_ssize_t i
    for i, text in enumerate(texts):
        out[i] = hash_of((<str>text).encode("utf-8"))
    return numbers


def encode_all(vocabulary, rows, list spellings):
    """Return what `Encoder.encode` does for some spellings."""
    cdef Encoder encoder
    encoder.open(<const uint64_t*>address(vocabulary), <const int8_t*>address(rows), rows.shape[0], rows.shape[1])
    vectors = np.zeros((len(spellings), rows.shape[1]), dtype=np.int8)
    cdef int8_t[:, ::1] out = vectors
    cdef vector[string] texts
    cdef vector[string_view] romans
    cdef Key key
    cdef size_t i, k
    for i, (exact, read) in enumerate(spellings):
        texts.clear()
        romans.clear()
        for roman in read:
            texts.push_back((<str>roman).encode("ascii"))
        for k in range(texts.size()):
            romans.push_back(string_view(texts[k].data(), texts[k].size()))
        key = read_key(exact)
        encoder.encode(key.text, key.is_foreign(0, key.text.size()), romans, &out[i, 0])
    return vectors


cdef const void* address(object array) except? NULL:
    """Return where the numbers of an array lie."""
    assert array.flags.c_contiguous
    return <const void*><size_t>array.ctypes.data


cdef Runs runs(object ends, object values):
    """Return the runs of an array, each of which ends within it."""
    return Runs(<const uint32_t*>address(ends), len(values))


cdef class Hashes:
    """Numbers by the hash of a string, as `index.exact.HashIndex`."""

    cdef Hashed hashed
    cdef object kept

    def __init__(self, hashes, numbers):
        self.kept = hashes, numbers
        self.hashed.hashes = <const uint64_t*>address(hashes)
        self.hashed.numbers = <const uint32_t*>address(numbers)
        self.hashed.count = len(hashes)

    def find(self, str text):
        """Return the numbers stored under the hash of `text`, ascending."""
        cdef pair[const_numbers, const_numbers] found = self.hashed.find(text.encode("utf-8", "surrogatepass"))
        return [found.first[i] for i in range(found.second - found.first)]


cdef string_view view(str text):
    """Return a string in UTF-8, which lives as long as it."""
    cdef Py_ssize_t size = 0
    cdef const char* letters = PyUnicode_AsUTF8AndSize(text, &size)
    return string_view(letters, size)


cdef Points make_points(double answer, double namesake):
    cdef Points points
    points.answer, points.namesake = answer, namesake
    return points


cdef class Kernel:
    """Encoder, trees and name words, and, once opened, a lexicon."""

    cdef Lexicon lexicon
    cdef object kept  # whose arrays the pointers are of

    def __init__(self, encoder, tokens, trees, sounds, *, han, hangul, unspaced):
        self.kept = [encoder, tokens]
        cdef Lexicon* to = &self.lexicon
        vocabulary, rows = encoder
        to.encoder.open(
            <const uint64_t*>address(vocabulary), <const int8_t*>address(rows), rows.shape[0], rows.shape[1]
        )
        to.tokens.hashes = <const uint64_t*>address(tokens[0])
        to.tokens.groups = <const uint32_t*>address(tokens[1])
        to.tokens.count = len(tokens[0])
        for spelling, sound in sounds.items():
            to.sounds.add(spelling.encode(), sound.encode())
        feature, threshold, low, high, value, scale, shift, number = trees
        to.forest.grow(
            len(feature), feature.shape[1], <const int64_t*>address(feature), <const double*>address(threshold),
            <const int64_t*>address(low), <const int64_t*>address(high), <const double*>address(value),
        )
        for i in range(2):
            to.forest.scale[i], to.forest.shift[i] = scale[i], shift[i]
        to.forest.number = number
        to.scripts.han, to.scripts.hangul, to.scripts.unspaced = han, hangul, unspaced

    def compare(self, list names, list pairs, bint personal, size_t threads):
        """Return for each pair of names, each given by its forms, the log-odds that both name the same thing.

        All words are equally rare.
        """
        cdef vector[vector[Form]] forms
        cdef vector[pair[uint32_t, uint32_t]] asked = pairs
        cdef vector[double] odds
        cdef size_t i
        forms.resize(len(names))
        for i, own in enumerate(names):
            read_forms(own, &forms[i])
        with nogil:
            compare_all(self.lexicon, forms, asked, personal, threads, odds)
        return odds

    def open(self, arrays, prior, personal, alphabets, *, code):
        """Take in the arrays of a lexicon."""
        self.kept.append(arrays)
        cdef Lexicon* to = &self.lexicon
        vectors = arrays["spelling.vector"]
        to.cells.vectors = <const int8_t*>address(vectors)
        to.cells.count, to.cells.size = vectors.shape[0], vectors.shape[1]
        to.cells.centres = <const int8_t*>address(arrays["cell.centre"])
        to.cells.cells = len(arrays["cell.centre"])
        to.cells.ends = <const uint32_t*>address(arrays["cell.ends"])
        to.slips.ends = <const uint32_t*>address(arrays["slip.ends"])
        to.slips.numbers = <const uint32_t*>address(arrays["slip.spelling"])
        to.slips.count = len(arrays["slip.spelling"])
        to.slips.bits = (len(arrays["slip.ends"]) - 1).bit_length() - 1
        to.readings.text = <const char*>address(arrays["spelling.reading.text"])
        to.readings.runs = runs(arrays["spelling.reading.ends"], arrays["spelling.reading.text"])
        to.names.text = <const char*>address(arrays["name.text.text"])
        to.names.runs = runs(arrays["name.text.ends"], arrays["name.text.text"])
        to.romans.hashes = <const uint64_t*>address(arrays["roman.hash"])
        to.romans.numbers = <const uint32_t*>address(arrays["roman.spelling"])
        to.romans.count = len(arrays["roman.hash"])
        to.keys.hashes = <const uint64_t*>address(arrays["key.hash"])
        to.keys.numbers = <const uint32_t*>address(arrays["key.name"])
        to.keys.count = len(arrays["key.hash"])
        names, entities = arrays["name.entity"], arrays["entity.type"]
        to.spellings.limit, to.known_names.limit = len(vectors), len(names)
        to.spelling_names = Bounded[uint32_t](<const uint32_t*>address(arrays["spelling.name"]), len(names))
        to.name_runs = runs(arrays["spelling.name.ends"], arrays["spelling.name"])
        to.words = Bounded[uint32_t](<const uint32_t*>address(arrays["spelling.word"]), len(vectors))
        to.word_runs = runs(arrays["spelling.word.ends"], arrays["spelling.word"])
        to.holders = Bounded[uint32_t](<const uint32_t*>address(arrays["spelling.holder"]), len(vectors))
        to.holder_runs = runs(arrays["spelling.holder.ends"], arrays["spelling.holder"])
        to.acronyms = <const uint8_t*>address(arrays["spelling.name.acronym"])
        to.rarity = <const float*>address(arrays["spelling.rarity"])
        to.name_entity = Bounded[uint32_t](<const uint32_t*>address(names), len(entities))
        to.entity_names = runs(arrays["entity.name.ends"], names)
        to.name_kind = Bounded[uint8_t](<const uint8_t*>address(arrays["name.kind"]), len(prior) // len(personal))
        to.name_script = Bounded[uint8_t](<const uint8_t*>address(arrays["name.script"]), len(alphabets))
        to.name_small = <const uint8_t*>address(arrays["name.small"])
        to.name_word = <const uint8_t*>address(arrays["name.word"])
        to.entity_type = Bounded[uint16_t](<const uint16_t*>address(entities), len(personal))
        to.entity_weight = <const float*>address(arrays["entity.weight"])
        to.prior, to.personal, to.types = prior, personal, len(personal)
        to.alphabets = alphabets
        to.code = code

    def lay(self, tuple form, uint32_t spelling, uint32_t name):
        """Return the readings of a form and of a name of a spelling that are weighed, and their words in pairs."""
        cdef vector[Form] forms
        cdef Laid laid
        read_forms([form], &forms)
        ask(self.lexicon, forms[0])
        lay(self.lexicon, forms[0], spelling, name, laid)
        words = [(one.first.decode("ascii"), one.second.decode("ascii")) for one in laid.words]
        return laid.query.decode("ascii"), laid.alias.decode("ascii"), words

    def sound_key(self, str roman, bint spaced=True):
        """Return what `sounds.sound_key` does; the words of the key stand apart if `spaced`."""
        return self.lexicon.sounds.key(roman.encode("ascii"), spaced).decode("ascii")

    def find_bearers(self, list forms):
        """Return for each pair of cleaned string and key its one bearer to the letter, or -1: then ask for more."""
        return [self.find_bearer(text, exact) for text, exact in forms]

    cdef int64_t find_bearer(self, str text, str exact):
        return find_bearer(self.lexicon, view(text), view(exact)) if exact else -1

    def decide_exact(self, const uint8_t[::1] text, const int64_t[::1] ends, letters, double odds, double echo,
                     double point, double namesake, size_t threads):
        """Return for each string of a flat array who is meant by it as a name to the letter, as rows of `BORNE`.

        `letters` are those of `text.list_letters`, `odds` the log-odds of such a name, `echo` those of one that reads so
        in another script. An answer is given from the probability `point`, of several bearers where the first has
        `namesake` of what they have together.
        """
        cdef size_t count = ends.shape[0] - 1
        found = np.empty(count, dtype=BORNE)
        cdef Borne* out = <Borne*>address(found)
        cdef Letters known
        cdef Points points = make_points(point, namesake)
        cdef const char* first = <const char*>&text[0] if text.shape[0] else NULL
        read_letters(letters, &known)
        with nogil:
            decide_all(self.lexicon, known, odds, echo, points, first, &ends[0], count, threads, out)
        return found

    def decide_keyed(self, list forms, letters, double odds, double echo, double point, double namesake):
        """Return the same for strings of any letters, each with what cleaning makes of it and its key."""
        found = np.empty(len(forms), dtype=BORNE)
        cdef Borne* out = <Borne*>address(found)
        cdef Letters known
        cdef Points points = make_points(point, namesake)
        cdef Py_ssize_t i
        read_letters(letters, &known)
        cdef Exact* exact = new Exact(self.lexicon, known, odds, echo, points)
        try:
            for i, (raw, text, own) in enumerate(forms):
                out[i] = exact.decide(view(raw), view(text), view(own))
        finally:
            del exact
        return found

    def answer(self, list questions, double point, double namesake, size_t shown, size_t threads):
        """Return the candidates of each question, decided on; the first `shown` of each keep their evidence.

        An answer is given from the probability `point`, or `namesake` where namesakes share it.
        """
        cdef Points points = make_points(point, namesake)
        cdef vector[Question] asked
        cdef vector[Answer] answers
        cdef size_t i
        cdef Found found
        asked.resize(len(questions))
        for i, question in enumerate(questions):
            read_question(question, &asked[i])
        with nogil:
            answer(self.lexicon, asked, points, shown, threads, answers)
        every = []
        for i in range(answers.size()):
            found = Found.__new__(Found)
            found.answer.judged.swap(answers[i].judged)
            found.answer.rows.swap(answers[i].rows)
            found.answer.decided.status = answers[i].decided.status
            found.answer.decided.order.swap(answers[i].decided.order)
            found.answer.decided.probabilities.swap(answers[i].decided.probabilities)
            every.append(found)
        return every


cdef class Found:
    """The candidates of one question and the decision between them, best first."""

    cdef Answer answer

    def __len__(self):
        return self.answer.judged.size()

    @property
    def status(self):
        """0 for unresolved, 1 for ambiguous, 2 for resolved."""
        return self.answer.decided.status

    @property
    def order(self):
        """Where each stood before the decision."""
        return self.answer.decided.order

    def probability(self, size_t i):
        """Return the probability of the i-th candidate, 0 where there is none."""
        return self.answer.decided.probabilities[i] if i < self.answer.decided.probabilities.size() else 0.0

    def candidate(self, size_t i):
        """Return the numbers of the i-th candidate: name, entity, spelling, elsewhere, form, odds, contradicted."""
        cdef Judged* one = &self.answer.judged.at(i)
        return one.name, one.entity, one.spelling, one.elsewhere, one.form, one.odds, one.contradicted

    def exact(self, size_t i):
        """Return the place of the i-th candidate among the bearers to the letter that were told, or -1."""
        return self.answer.judged.at(i).exact

    def prior(self, size_t i):
        """Return the log prior of the i-th candidate."""
        return self.answer.judged.at(i).prior

    def evidence(self, size_t i):
        """Return the evidence of the i-th candidate, one of the first; None for what was not weighed."""
        cdef int32_t at = self.answer.judged.at(i).row
        if at < 0:
            return None
        cdef Row* row = &self.answer.rows.at(at)
        return tuple([row[0][k] for k in range(FEATURES)])


cdef int read_letters(object letters, Letters* to) except -1:
    folded, traits = letters
    to.folded, to.traits = <const uint16_t*>address(folded), <const uint16_t*>address(traits)
    to.count = len(folded)
    return 0


cdef int read_mask(object mask, Mask* to) except -1:
    to.entities = <const uint8_t*>address(mask.entities)
    to.entities_here = <const uint8_t*>address(mask.entities_here)
    to.spellings = <const uint8_t*>address(mask.spellings)
    to.few_count = -1
    if mask.few is not None:
        to.few_count = len(mask.few)
        to.few = <const int64_t*>address(mask.few)
    return 0


cdef int read_question(object question, Question* to) except -1:
    cdef Judged* one
    forms, here, anywhere, known, exact = question
    read_mask(here, &to.here)
    to.placed = anywhere is not None
    if to.placed:
        read_mask(anywhere, &to.anywhere)
    to.known = sorted(known)
    to.exact.resize(len(exact))
    for i, (name, entity, elsewhere, odds, prior) in enumerate(exact):
        one = &to.exact[i]
        one.name, one.entity, one.elsewhere, one.odds, one.prior = name, entity, elsewhere, odds, prior
        one.spelling, one.form, one.contradicted, one.row, one.group, one.exact = 0, 0, False, -1, -1, i
    to.forms.resize(len(forms))
    for i, (romans, text, exact, script, suits) in enumerate(forms):
        read_form(romans, text, exact, script, &to.forms[i])
        to.forms[i].suits = suits
    return 0


cdef int read_forms(list forms, vector[Form]* to) except -1:
    to.resize(len(forms))
    for i, (romans, text, exact, script) in enumerate(forms):
        read_form(romans, text, exact, script, &to[0][i])
    return 0


cdef int read_form(tuple romans, str text, str exact, int script, Form* form) except -1:
    cdef Py_UCS4 letter
    for roman in romans:
        form.romans.push_back(roman.encode("ascii"))
    for letter in text:
        form.text.push_back(letter)
    form.bytes = text.encode("utf-8", "surrogatepass")
    form.small = text.islower()
    form.script = script
    form.key = read_key(exact)
    return 0


cdef Key read_key(str exact):
    cdef Key key
    cdef Py_UCS4 letter
    for letter in exact:
        key.text.push_back(letter)
        key.foreign.push_back(<uint8_t>(letter > 0x24F and Py_UNICODE_ISALPHA(letter) != 0))
    return key
